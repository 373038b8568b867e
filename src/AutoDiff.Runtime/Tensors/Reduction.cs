using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>A way to make one number of several.</summary>
internal interface IReduction<T>
{
    /// <summary>The result for a run of elements.</summary>
    static abstract T Reduce(ReadOnlySpan<T> x);

    /// <summary>The result for each column of rows that follow each other at a distance in memory.</summary>
    static virtual bool TryReduceColumns(ReadOnlySpan<T> memory, int start, int rows, int distance, Span<T> result) => false;
}

/// <summary>Reduces a tensor along some of its axes.</summary>
internal static class Reduction
{
    public static Tensor<T> Apply<T, TReduction>(Tensor<T> x, Axes axes, bool keepDimensions, string operation)
        where T : unmanaged
        where TReduction : IReduction<T>
    {
        int mask = axes.ToMask(x.Rank, operation);
        Tensor<T> result = Tensor<T>.Rent(ReducedShape(x.Shape, mask, keepDimensions));
        Span<T> destination = result.Elements;
        if (x.IsContiguous && destination.Length == 1)
        {
            destination[0] = TReduction.Reduce(x.Elements);
            return result;
        }

        // The axes that stay, around those that go.
        Split(x, mask, out TensorShape kept, out TensorShape.Lengths keptStrides, out TensorShape reduced, out TensorShape.Lengths reducedStrides);
        if (kept.FlattenedLength == 0) return result;
        LoopNest rows = new(reduced, reducedStrides);
        LoopNest outer = new(kept, keptStrides);
        bool oneRun = rows.Count == reduced.FlattenedLength;
        ReadOnlySpan<T> memory = x.Memory;
        for (int position = 0; position < destination.Length; position += outer.Count, outer.Next())
        {
            int start = x.Offset + outer.Offset0;
            if (oneRun && outer.Stride0 == 1 && rows.Stride0 != 1 && TReduction.TryReduceColumns(memory, start, rows.Count, rows.Stride0, destination.Slice(position, outer.Count))) continue;
            for (int i = 0; i < outer.Count; i++, start += outer.Stride0)
            {
                destination[position + i] = oneRun && rows.Stride0 == 1
                    ? TReduction.Reduce(memory.Slice(start, rows.Count))
                    : ReduceScattered<T, TReduction>(memory, start, reduced, reducedStrides);
            }
        }
        return result;
    }

    /// <summary>The shape without the axes of a set, or with them at length 1.</summary>
    public static TensorShape ReducedShape(TensorShape shape, int mask, bool keepDimensions)
    {
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        int rank = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            bool goes = (mask >> axis & 1) != 0;
            if (goes && !keepDimensions) continue;
            lengths[rank++] = goes ? 1 : shape[axis];
        }
        return new TensorShape(lengths[..rank]);
    }

    /// <summary>The axes outside of a set and those in it, each with their strides.</summary>
    public static void Split<T>(Tensor<T> x, int mask, out TensorShape kept, out TensorShape.Lengths keptStrides, out TensorShape reduced, out TensorShape.Lengths reducedStrides)
        where T : unmanaged
    {
        Span<int> keptLengths = stackalloc int[TensorShape.MaximumRank], reducedLengths = stackalloc int[TensorShape.MaximumRank];
        keptStrides = default;
        reducedStrides = default;
        int keptRank = 0, reducedRank = 0;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if ((mask >> axis & 1) == 0)
            {
                keptLengths[keptRank] = x.Shape[axis];
                keptStrides[keptRank++] = x.StrideValues[axis];
            }
            else
            {
                reducedLengths[reducedRank] = x.Shape[axis];
                reducedStrides[reducedRank++] = x.StrideValues[axis];
            }
        }
        kept = new TensorShape(keptLengths[..keptRank]);
        reduced = new TensorShape(reducedLengths[..reducedRank]);
    }

    /// <summary>Elements that do not follow each other are brought together first, in memory from the pool.</summary>
    private static T ReduceScattered<T, TReduction>(ReadOnlySpan<T> memory, int start, TensorShape shape, in TensorShape.Lengths strides)
        where T : unmanaged
        where TReduction : IReduction<T>
    {
        using ScratchRental<T> rental = Scratch.Rent(shape.FlattenedLength, out Span<T> run);
        StridedLoops.Gather(memory, start, shape, strides, run);
        return TReduction.Reduce(run);
    }
}

/// <summary>
/// Sums by halves, so that the rounding errors grow with the logarithm of the count: N. Higham, "The accuracy of floating point summation", SIAM Journal on Scientific
/// Computing 14 (1993).
/// </summary>
internal static class PairwiseSum
{
    /// <summary>So many elements are added in the lanes of a vector.</summary>
    private const int Run = 128;

    /// <summary>So many rows are added one after the other.</summary>
    private const int Rows = 16;

    /// <summary>So many columns are added at a time.</summary>
    private const int Columns = 128;

    public static T Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        if (x.Length <= Run) return TensorPrimitives.Sum(x);
        int half = (x.Length / 2 + Run - 1) / Run * Run;
        return Of(x[..half]) + Of(x[half..]);
    }

    public static void OfColumns<T>(ReadOnlySpan<T> memory, int start, int rows, int distance, Span<T> result)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        for (int column = 0; column < result.Length; column += Columns)
        {
            int count = Math.Min(Columns, result.Length - column);
            OfColumnRun(memory, start + column, rows, distance, result.Slice(column, count));
        }
    }

    [SkipLocalsInit]
    private static void OfColumnRun<T>(ReadOnlySpan<T> memory, int start, int rows, int distance, Span<T> result)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        if (rows > Rows)
        {
            Span<T> other = stackalloc T[Columns];
            other = other[..result.Length];
            OfColumnRun(memory, start, rows / 2, distance, result);
            OfColumnRun(memory, start + ((rows / 2) * distance), rows - (rows / 2), distance, other);
            TensorPrimitives.Add(result, other, result);
            return;
        }
        result.Clear();
        for (int row = 0; row < rows; row++, start += distance) TensorPrimitives.Add(result, memory.Slice(start, result.Length), result);
    }
}
