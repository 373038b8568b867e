namespace AutoDiff;

/// <summary>A function of a whole row of elements, whose result is a row.</summary>
internal interface IRowOperation<T, TResult>
{
    static abstract void Invoke(ReadOnlySpan<T> x, Span<TResult> result);
}

/// <summary>Applies a function of rows along one axis. Rows whose elements do not follow each other are brought together, and their results dealt out.</summary>
internal static class RowWise
{
    public static Tensor<TResult> Apply<T, TResult, TOperation>(Tensor<T> x, int axis, int resultLength)
        where T : unmanaged
        where TResult : unmanaged
        where TOperation : IRowOperation<T, TResult>
    {
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        x.Shape.AsSpan().CopyTo(lengths);
        int length = lengths[axis];
        lengths[axis] = resultLength;
        Tensor<TResult> result = Tensor<TResult>.Rent(new TensorShape(lengths[..x.Rank]));
        if (result.Length == 0) return result;
        int stride = x.StrideValues[axis], resultStride = result.StrideValues[axis];
        using ScratchRental<T> rental = Scratch.Rent(stride == 1 ? 0 : length, out Span<T> gathered);
        using ScratchRental<TResult> resultRental = Scratch.Rent(resultStride == 1 ? 0 : resultLength, out Span<TResult> computed);

        lengths[axis] = 1;
        LoopNest rows = new(new TensorShape(lengths[..x.Rank]), x.StrideValues, result.StrideValues);
        do
        {
            int from = x.Offset + rows.Offset0, to = result.Offset + rows.Offset1;
            for (int row = 0; row < rows.Count; row++, from += rows.Stride0, to += rows.Stride1)
            {
                ReadOnlySpan<T> source = stride == 1 ? x.Memory.AsSpan(from, length) : gathered;
                Span<TResult> destination = resultStride == 1 ? result.Memory.AsSpan(to, resultLength) : computed;
                if (stride != 1)
                {
                    for (int i = 0; i < length; i++) gathered[i] = x.Memory[from + (i * stride)];
                }
                TOperation.Invoke(source, destination);
                if (resultStride != 1)
                {
                    for (int i = 0; i < resultLength; i++) result.Memory[to + (i * resultStride)] = computed[i];
                }
            }
        }
        while (rows.Next());
        return result;
    }
}
