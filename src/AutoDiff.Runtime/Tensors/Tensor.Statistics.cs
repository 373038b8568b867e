using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <content>Means, variances and norms.</content>
public static partial class Tensor
{
    /// <summary>The mean along axes.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes; of no elements, not a number.</returns>
    public static Tensor<T> Mean<T>(this Tensor<T> x, Axes axes = default, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Reduction.Apply<T, MeanReduction<T>>(x, axes, keepDimensions, "Mean");

    /// <inheritdoc cref="Mean{T}(Tensor{T}, Axes, bool)"/>
    public static Tensor<Complex> Mean(this Tensor<Complex> x, Axes axes = default, bool keepDimensions = false) =>
        Reduction.Apply<Complex, MeanReduction<Complex>>(x, axes, keepDimensions, "Mean");

    /// <inheritdoc cref="Mean{T}(Tensor{T}, Axes, bool)"/>
    public static Tensor<Complex64> Mean(this Tensor<Complex64> x, Axes axes = default, bool keepDimensions = false) =>
        Reduction.Apply<Complex64, MeanReduction<Complex64>>(x, axes, keepDimensions, "Mean");

    /// <summary>The variance along axes: the sum of the squared distances from the mean, divided by the count less a correction.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="correction">What is subtracted from the count: 1 for a sample of a distribution, 0 for all there is.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes; not a number where the count is not above the correction.</returns>
    public static Tensor<T> Variance<T>(this Tensor<T> x, Axes axes = default, int correction = 1, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x is Tensor<Half> half)
        {
            // Eleven digits are too few to add many squares with.
            Tensor<float> single = half.To<float>(), variance = Variance(single, axes, correction, keepDimensions);
            Tensor<T> rounded = variance.To<T>();
            single.Recycle();
            variance.Recycle();
            return rounded;
        }
        int count = ReducedCount(x, axes, "Variance");
        Tensor<T> mean = Mean(x, axes, true), distance = Subtract(x, mean);
        MultiplyInPlace(distance, distance);
        Tensor<T> result = Sum(distance, axes, keepDimensions);
        TensorPrimitives.Divide(result.Elements, T.CreateTruncating(Math.Max(count - correction, 0)), result.Elements);
        mean.Recycle();
        distance.Recycle();
        return result;
    }

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="correction">What is subtracted from the count: 1 for a sample of a distribution, 0 for all there is.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes; not a number where the count is not above the correction.</returns>
    public static Tensor<T> StandardDeviation<T>(this Tensor<T> x, Axes axes = default, int correction = 1, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> result = Variance(x, axes, correction, keepDimensions);
        TensorPrimitives.Sqrt<T>(result.Elements, result.Elements);
        return result;
    }

    /// <summary>A norm along axes: (Σ |x|^p)^(1/p), by default the Euclidean one, which neither overflows nor vanishes where its square would.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <param name="keepDimensions">Whether they stay, with length 1.</param>
    /// <param name="order">p: 2, 1, ∞ (the largest size), −∞ (the smallest), 0 (how many are not zero), or any other number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the axes.</returns>
    public static Tensor<T> Norm<T>(this Tensor<T> x, Axes axes = default, bool keepDimensions = false, double order = 2)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (order == 2) return Reduction.Apply<T, NormReduction<T>>(x, axes, keepDimensions, "Norm");
        Tensor<T> size = Abs(x), result;
        switch (order)
        {
            case 1:
                result = Sum(size, axes, keepDimensions);
                break;
            case double.PositiveInfinity:
                result = Max(size, axes, keepDimensions);
                break;
            case double.NegativeInfinity:
                result = Min(size, axes, keepDimensions);
                break;
            case 0:
                Tensor<T> sign = Sign(size);
                result = Sum(sign, axes, keepDimensions);
                sign.Recycle();
                break;
            default:
                Tensor<T> powers = Pow(size, T.CreateTruncating(order));
                result = Sum(powers, axes, keepDimensions);
                powers.Recycle();
                TensorPrimitives.Pow(result.Elements, T.CreateTruncating(1 / order), result.Elements);
                break;
        }
        size.Recycle();
        return result;
    }

    /// <summary>A norm along axes of the absolute values of complex numbers.</summary>
    /// <inheritdoc cref="Norm{T}(Tensor{T}, Axes, bool, double)"/>
    public static Tensor<double> Norm(this Tensor<Complex> x, Axes axes = default, bool keepDimensions = false, double order = 2)
    {
        Tensor<double> size = Abs(x), result = Norm(size, axes, keepDimensions, order);
        size.Recycle();
        return result;
    }

    /// <summary>A norm along axes of the absolute values of complex numbers.</summary>
    /// <inheritdoc cref="Norm{T}(Tensor{T}, Axes, bool, double)"/>
    public static Tensor<float> Norm(this Tensor<Complex64> x, Axes axes = default, bool keepDimensions = false, double order = 2)
    {
        Tensor<float> size = Abs(x), result = Norm(size, axes, keepDimensions, order);
        size.Recycle();
        return result;
    }

    private readonly struct MeanReduction<T> : IReduction<T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Reduce(ReadOnlySpan<T> x)
        {
            if (typeof(T) != typeof(Half)) return SumReduction<T>.Reduce(x) / T.CreateTruncating(x.Length);
            // The sum may be larger than the largest of these numbers.
            double sum = 0;
            foreach (T element in x) sum += double.CreateTruncating(element);
            return T.CreateTruncating(sum / x.Length);
        }

        public static bool TryReduceColumns(ReadOnlySpan<T> memory, int start, int rows, int distance, Span<T> result)
        {
            if (!SumReduction<T>.TryReduceColumns(memory, start, rows, distance, result)) return false;
            TensorPrimitives.Divide(result, T.CreateTruncating(rows), result);
            return true;
        }
    }

    private readonly struct NormReduction<T> : IReduction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Reduce(ReadOnlySpan<T> x)
        {
            using ScratchRental<T> rental = Scratch.Rent(x.Length, out Span<T> squares);
            TensorPrimitives.Multiply(x, x, squares);
            T square = SumReduction<T>.Reduce(squares);
            if (T.IsNormal(square) && typeof(T) != typeof(Half)) return T.Sqrt(square);

            // The squares are too large, too small, zero or not numbers.
            T largest = x.IsEmpty ? T.Zero : T.Abs(TensorPrimitives.MaxMagnitude(x));
            if (T.IsZero(largest) || !T.IsFinite(largest)) return largest;
            TensorPrimitives.Divide(x, largest, squares);
            TensorPrimitives.Multiply(squares, squares, squares);
            return largest * T.Sqrt(SumReduction<T>.Reduce(squares));
        }
    }
}
