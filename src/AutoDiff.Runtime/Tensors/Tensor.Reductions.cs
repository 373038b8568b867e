using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <content>Numbers that are made of many.</content>
public static partial class Tensor
{
    /// <summary>The sum along axes, by halves: the error grows with the logarithm of the count.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes; of no elements, zero.</returns>
    public static Tensor<T> Sum<T>(this Tensor<T> x, Axes axes = default, bool keepDimensions = false)
        where T : unmanaged, INumberBase<T> =>
        Reduction.Apply<T, SumReduction<T>>(x, axes, keepDimensions, "Sum");

    /// <summary>
    /// The transpose of <see cref="BroadcastTo"/>: sums along the axes on which a tensor of the given shape is repeated when it is broadcast to the shape of <paramref name="x"/>.
    /// </summary>
    /// <param name="x">A tensor.</param>
    /// <param name="shape">A shape that broadcasts to that of <paramref name="x"/>.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the shape: a view if that is the shape of <paramref name="x"/>, else a new one.</returns>
    /// <exception cref="ShapeException">The shape does not broadcast to that of <paramref name="x"/>.</exception>
    public static Tensor<T> SumTo<T>(this Tensor<T> x, params TensorShape shape)
        where T : unmanaged, INumberBase<T>
    {
        if (shape == x.Shape) return View(x);
        int missing = x.Rank - shape.Rank, mask = 0;
        bool fits = missing >= 0;
        for (int axis = 0; fits && axis < x.Rank; axis++)
        {
            int length = axis < missing ? 1 : shape[axis - missing];
            fits = length == 1 || length == x.Shape[axis];
            if (axis < missing || (length == 1 && x.Shape[axis] != 1)) mask |= 1 << axis;
        }
        if (!fits) throw new ShapeException($"SumTo: the shape {shape} does not broadcast to {x.Shape}.");
        Span<int> axes = stackalloc int[TensorShape.MaximumRank];
        int count = 0;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if ((mask >> axis & 1) != 0) axes[count++] = axis;
        }
        Tensor<T> sum = Sum(x, new Axes(axes[..count]));
        sum.SetShape(shape);
        return sum;
    }

    /// <summary>The product along axes.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes; of no elements, one.</returns>
    public static Tensor<T> Product<T>(this Tensor<T> x, Axes axes = default, bool keepDimensions = false)
        where T : unmanaged, INumberBase<T> =>
        Reduction.Apply<T, ProductReduction<T>>(x, axes, keepDimensions, "Product");

    /// <summary>The largest element along axes; not a number if one is not.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes.</returns>
    /// <exception cref="ShapeException">There are no elements to choose from.</exception>
    public static Tensor<T> Max<T>(this Tensor<T> x, Axes axes = default, bool keepDimensions = false)
        where T : unmanaged, INumber<T> =>
        Reduction.Apply<T, MaxReduction<T>>(x, axes, keepDimensions, "Max");

    /// <summary>The smallest element along axes; not a number if one is not.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes.</returns>
    /// <exception cref="ShapeException">There are no elements to choose from.</exception>
    public static Tensor<T> Min<T>(this Tensor<T> x, Axes axes = default, bool keepDimensions = false)
        where T : unmanaged, INumber<T> =>
        Reduction.Apply<T, MinReduction<T>>(x, axes, keepDimensions, "Min");

    /// <summary>Whether all elements along axes are true.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <returns>A new tensor without the axes; of no elements, true.</returns>
    public static Tensor<bool> All(this Tensor<bool> x, Axes axes = default, bool keepDimensions = false) =>
        Reduction.Apply<bool, AllReduction>(x, axes, keepDimensions, "All");

    /// <summary>Whether one element along axes is true.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <returns>A new tensor without the axes; of no elements, false.</returns>
    public static Tensor<bool> Any(this Tensor<bool> x, Axes axes = default, bool keepDimensions = false) =>
        Reduction.Apply<bool, AnyReduction>(x, axes, keepDimensions, "Any");

    /// <summary>How many elements along axes are true.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <returns>A new tensor without the axes.</returns>
    public static Tensor<long> Count(this Tensor<bool> x, Axes axes = default, bool keepDimensions = false)
    {
        Tensor<long> ones = Elementwise.Apply<bool, long, BoolToNumber<long>>(x);
        Tensor<long> result = Sum(ones, axes, keepDimensions);
        ones.Recycle();
        return result;
    }

    /// <summary>The number of elements that a reduction makes one of.</summary>
    internal static int ReducedCount<T>(Tensor<T> x, Axes axes, string operation)
        where T : unmanaged
    {
        int mask = axes.ToMask(x.Rank, operation), count = 1;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if ((mask >> axis & 1) != 0) count *= x.Shape[axis];
        }
        return count;
    }

    private static ShapeException NothingToChoose(string operation) => new($"{operation}: there are no elements to choose from.");

    private readonly struct SumReduction<T> : IReduction<T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Reduce(ReadOnlySpan<T> x)
        {
            if (typeof(T) != typeof(Half)) return PairwiseSum.Of(x);
            // Eleven digits are too few to add many numbers with.
            double sum = 0;
            foreach (T element in x) sum += double.CreateTruncating(element);
            return T.CreateTruncating(sum);
        }

        public static bool TryReduceColumns(ReadOnlySpan<T> memory, int start, int rows, int distance, Span<T> result)
        {
            if (typeof(T) == typeof(Half)) return false;
            PairwiseSum.OfColumns(memory, start, rows, distance, result);
            return true;
        }
    }

    private readonly struct ProductReduction<T> : IReduction<T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Reduce(ReadOnlySpan<T> x)
        {
            T product = T.One;
            foreach (T element in x) product *= element;
            return product;
        }
    }

    private readonly struct MaxReduction<T> : IReduction<T>
        where T : unmanaged, INumber<T>
    {
        public static T Reduce(ReadOnlySpan<T> x) => x.IsEmpty ? throw NothingToChoose("Max") : TensorPrimitives.Max(x);

        public static bool TryReduceColumns(ReadOnlySpan<T> memory, int start, int rows, int distance, Span<T> result)
        {
            if (rows == 0) throw NothingToChoose("Max");
            memory.Slice(start, result.Length).CopyTo(result);
            for (int row = 1; row < rows; row++) TensorPrimitives.Max(result, memory.Slice(start + (row * distance), result.Length), result);
            return true;
        }
    }

    private readonly struct MinReduction<T> : IReduction<T>
        where T : unmanaged, INumber<T>
    {
        public static T Reduce(ReadOnlySpan<T> x) => x.IsEmpty ? throw NothingToChoose("Min") : TensorPrimitives.Min(x);

        public static bool TryReduceColumns(ReadOnlySpan<T> memory, int start, int rows, int distance, Span<T> result)
        {
            if (rows == 0) throw NothingToChoose("Min");
            memory.Slice(start, result.Length).CopyTo(result);
            for (int row = 1; row < rows; row++) TensorPrimitives.Min(result, memory.Slice(start + (row * distance), result.Length), result);
            return true;
        }
    }

    private readonly struct AllReduction : IReduction<bool>
    {
        public static bool Reduce(ReadOnlySpan<bool> x) => !x.Contains(false);
    }

    private readonly struct AnyReduction : IReduction<bool>
    {
        public static bool Reduce(ReadOnlySpan<bool> x) => x.Contains(true);
    }
}
