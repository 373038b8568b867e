using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <content>Exponentials in proportion to their sum.</content>
public static partial class Tensor
{
    /// <summary>The logarithm of the sum of the exponentials along axes, without overflow: m + log Σ e^(x − m) with m the largest.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes; of no elements, −∞.</returns>
    public static Tensor<T> LogSumExp<T>(this Tensor<T> x, Axes axes = default, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Reduction.Apply<T, LogSumExpReduction<T>>(x, axes, keepDimensions, "LogSumExp");

    /// <summary>The exponentials along an axis, divided by their sum.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: e^xᵢ / Σⱼ e^xⱼ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Softmax<T>(this Tensor<T> x, int axis = -1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = Axes.Normalize(axis, x.Rank, "Softmax");
        return RowWise.Apply<T, T, SoftmaxRow<T>>(x, axis, x.Shape[axis]);
    }

    /// <summary>The logarithm of <see cref="Softmax"/>, accurate where that is small.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: xᵢ − log Σⱼ e^xⱼ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> LogSoftmax<T>(this Tensor<T> x, int axis = -1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = Axes.Normalize(axis, x.Rank, "LogSoftmax");
        return RowWise.Apply<T, T, LogSoftmaxRow<T>>(x, axis, x.Shape[axis]);
    }

    // e^(x − largest).
    private static void ExponentialsOf<T>(ReadOnlySpan<T> x, T largest, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(x, largest, result);
        if (!VectorFunctions.TryApply<T, VectorFunctions.Exp>(result, result)) TensorPrimitives.Exp<T>(result, result);
    }

    private readonly struct LogSumExpReduction<T> : IReduction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Reduce(ReadOnlySpan<T> x)
        {
            if (x.IsEmpty) return T.NegativeInfinity;
            T largest = TensorPrimitives.Max(x);
            if (!T.IsFinite(largest)) return largest;
            using ScratchRental<T> rental = Scratch.Rent(x.Length, out Span<T> exponentials);
            ExponentialsOf(x, largest, exponentials);
            return largest + T.Log(SumReduction<T>.Reduce(exponentials));
        }
    }

    private readonly struct SoftmaxRow<T> : IRowOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<T> result)
        {
            ExponentialsOf(x, TensorPrimitives.Max(x), result);
            TensorPrimitives.Divide(result, SumReduction<T>.Reduce(result), result);
        }
    }

    private readonly struct LogSoftmaxRow<T> : IRowOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<T> result)
        {
            // x − m − log Σ e^(x − m): the large m is gone before the small logarithm is subtracted.
            T largest = TensorPrimitives.Max(x);
            ExponentialsOf(x, largest, result);
            T logarithm = T.Log(SumReduction<T>.Reduce(result));
            TensorPrimitives.Subtract(x, largest, result);
            TensorPrimitives.Subtract(result, logarithm, result);
        }
    }
}
