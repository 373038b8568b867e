namespace AutoDiff;

/// <summary>Copies between tensors that lie in memory in different ways.</summary>
internal static class StridedLoops
{
    /// <summary>Copies the elements in order, the innermost axis fastest.</summary>
    public static void CopyOut<T>(Tensor<T> source, Span<T> destination)
        where T : unmanaged =>
        Gather<T>(source.Memory, source.Offset, source.Shape, source.StrideValues, destination);

    /// <summary>Copies the elements of a part of memory in order, the innermost axis fastest.</summary>
    public static void Gather<T>(ReadOnlySpan<T> memory, int start, TensorShape shape, in TensorShape.Lengths strides, Span<T> destination)
        where T : unmanaged
    {
        TensorShape.Lengths contiguous = default;
        Layout.SetContiguous(shape, ref contiguous);
        Copy(memory, start, strides, destination, 0, contiguous, shape);
    }

    /// <summary>Copies a tensor, broadcast, into another.</summary>
    public static void Copy<T>(Tensor<T> source, Tensor<T> destination, string operation)
        where T : unmanaged =>
        Copy(source.Memory, source.Offset, Layout.BroadcastStrides(source, destination.Shape, operation), destination.Memory, destination.Offset, destination.StrideValues, destination.Shape);

    /// <summary>Copies a part of one memory to a part of another, both of one shape.</summary>
    public static void Copy<T>(
        ReadOnlySpan<T> source, int sourceStart, in TensorShape.Lengths sourceStrides, Span<T> destination, int destinationStart, in TensorShape.Lengths destinationStrides, TensorShape shape)
    {
        LoopNest nest = new(shape, sourceStrides, destinationStrides);
        if (nest.Count == 0) return;
        do
        {
            int from = sourceStart + nest.Offset0, to = destinationStart + nest.Offset1;
            if (nest.Stride0 == 1 && nest.Stride1 == 1) source.Slice(from, nest.Count).CopyTo(destination[to..]);
            else if (nest.Stride0 == 0 && nest.Stride1 == 1) destination.Slice(to, nest.Count).Fill(source[from]);
            else
            {
                for (int i = 0; i < nest.Count; i++, from += nest.Stride0, to += nest.Stride1) destination[to] = source[from];
            }
        }
        while (nest.Next());
    }
}
