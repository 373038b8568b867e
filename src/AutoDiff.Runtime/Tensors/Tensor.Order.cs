using System.Numerics;

namespace AutoDiff;

/// <content>Which element is the largest, and which follows which. What is not a number counts as larger than all numbers.</content>
public static partial class Tensor
{
    /// <summary>The position of the largest element; of several, the first.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axis">The axis, negative from the innermost; if nothing is said, the position among all elements in order.</param>
    /// <param name="keepDimensions">Whether the axis stays, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axis.</returns>
    /// <exception cref="ShapeException">There are no elements to choose from.</exception>
    public static Tensor<long> ArgMax<T>(this Tensor<T> x, int? axis = null, bool keepDimensions = false)
        where T : unmanaged, INumber<T> =>
        Position<T, ArgMaxRow<T>>(x, axis, keepDimensions, "ArgMax");

    /// <summary>The position of the smallest element; of several, the first.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axis">The axis, negative from the innermost; if nothing is said, the position among all elements in order.</param>
    /// <param name="keepDimensions">Whether the axis stays, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axis. One that is not a number is chosen first, as by <see cref="Min"/>.</returns>
    /// <exception cref="ShapeException">There are no elements to choose from.</exception>
    public static Tensor<long> ArgMin<T>(this Tensor<T> x, int? axis = null, bool keepDimensions = false)
        where T : unmanaged, INumber<T> =>
        Position<T, ArgMinRow<T>>(x, axis, keepDimensions, "ArgMin");

    /// <summary>The positions of the elements along an axis in ascending or descending order; of equal ones, in that of the tensor.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<long> ArgSort<T>(this Tensor<T> x, int axis = -1, bool descending = false)
        where T : unmanaged, INumber<T>
    {
        axis = Axes.Normalize(axis, x.Rank, "ArgSort");
        return descending ? RowWise.Apply<T, long, SortRow<T, Descending>>(x, axis, x.Shape[axis]) : RowWise.Apply<T, long, SortRow<T, Ascending>>(x, axis, x.Shape[axis]);
    }

    /// <summary>The elements along an axis in ascending or descending order.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Sort<T>(this Tensor<T> x, int axis = -1, bool descending = false)
        where T : unmanaged, INumber<T>
    {
        Tensor<long> order = ArgSort(x, axis, descending);
        Tensor<T> result = Gather(x, axis, order);
        order.Recycle();
        return result;
    }

    /// <summary>The largest, or smallest, elements along an axis, in order.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="count">How many.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="largest">Whether the largest are asked for, in descending order.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The elements and their positions: two new tensors, whose axis has the length <paramref name="count"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or it has not so many elements.</exception>
    public static (Tensor<T> Values, Tensor<long> Indices) TopK<T>(this Tensor<T> x, int count, int axis = -1, bool largest = true)
        where T : unmanaged, INumber<T>
    {
        Tensor<long> order = ArgSort(x, axis, largest), first = Narrow(order, axis, 0, count), indices = Clone(first);
        order.Recycle();
        first.Recycle();
        return (Gather(x, axis, indices), indices);
    }

    private static Tensor<long> Position<T, TRow>(Tensor<T> x, int? axis, bool keepDimensions, string operation)
        where T : unmanaged, INumber<T>
        where TRow : IRowOperation<T, long>
    {
        int number = axis is { } given ? Axes.Normalize(given, x.Rank, operation) : 0;
        Tensor<T> rows = axis is null ? Reshape(x, x.Length) : View(x);
        if (rows.Shape[number] == 0) throw NothingToChoose(operation);
        Tensor<long> result = RowWise.Apply<T, long, TRow>(rows, number, 1);
        rows.Recycle();
        result.SetShape(Reduction.ReducedShape(x.Shape, axis is null ? (1 << x.Rank) - 1 : 1 << number, keepDimensions));
        return result;
    }

    private readonly struct ArgMaxRow<T> : IRowOperation<T, long>
        where T : INumber<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<long> result)
        {
            int best = 0;
            for (int i = 1; i < x.Length && !T.IsNaN(x[best]); i++)
            {
                if (x[i] > x[best] || T.IsNaN(x[i])) best = i;
            }
            result[0] = best;
        }
    }

    private readonly struct ArgMinRow<T> : IRowOperation<T, long>
        where T : INumber<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<long> result)
        {
            int best = 0;
            for (int i = 1; i < x.Length && !T.IsNaN(x[best]); i++)
            {
                if (x[i] < x[best] || T.IsNaN(x[i])) best = i;
            }
            result[0] = best;
        }
    }

    private interface IOrder
    {
        static abstract bool Precedes<T>(T x, T y)
            where T : INumber<T>;
    }

    private readonly struct Ascending : IOrder
    {
        public static bool Precedes<T>(T x, T y)
            where T : INumber<T> =>
            x < y || (T.IsNaN(y) && !T.IsNaN(x));
    }

    private readonly struct Descending : IOrder
    {
        public static bool Precedes<T>(T x, T y)
            where T : INumber<T> =>
            Ascending.Precedes(y, x);
    }

    /// <summary>Merge sort of the positions, from pairs upwards: equal elements keep their order.</summary>
    private readonly struct SortRow<T, TOrder> : IRowOperation<T, long>
        where T : unmanaged, INumber<T>
        where TOrder : IOrder
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<long> result)
        {
            for (int i = 0; i < x.Length; i++) result[i] = i;
            using ScratchRental<long> rental = Scratch.Rent(x.Length, out Span<long> merged);
            for (int run = 1; run < x.Length; run = (int)Math.Min(2L * run, x.Length))
            {
                for (int start = 0; start < x.Length; start = (int)Math.Min(start + (2L * run), x.Length))
                {
                    int middle = (int)Math.Min((long)start + run, x.Length), end = (int)Math.Min(start + (2L * run), x.Length);
                    for (int left = start, right = middle, to = start; to < end; to++)
                    {
                        bool takesRight = left == middle || (right < end && TOrder.Precedes(x[(int)result[right]], x[(int)result[left]]));
                        merged[to] = result[takesRight ? right++ : left++];
                    }
                }
                merged.CopyTo(result);
            }
        }
    }
}
