using System.Numerics;

namespace AutoDiff;

/// <content>Functions of three elements.</content>
public static partial class Tensor
{
    /// <summary>One tensor's elements where a condition holds, another's elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="x">The elements where it holds.</param>
    /// <param name="y">The elements where it does not.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that all three broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Where<T>(Tensor<bool> condition, Tensor<T> x, Tensor<T> y)
        where T : unmanaged =>
        Elementwise.Apply<bool, T, T, WhereOperation<T>>(condition, x, y, "Where");

    /// <summary>The nearest number of an interval; not a number if an argument is not.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end; it wins where it is below the lower one.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: min(max(x, low), high).</returns>
    public static Tensor<T> Clamp<T>(this Tensor<T> x, T low, T high)
        where T : unmanaged, INumber<T>
    {
        Tensor<T> lower = Scalar(low), upper = Scalar(high);
        Tensor<T> result = Clamp(x, lower, upper);
        lower.Recycle();
        upper.Recycle();
        return result;
    }

    /// <summary>The nearest number of an interval; not a number if an argument is not.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="low">The lower ends.</param>
    /// <param name="high">The upper ends; they win where they are below the lower ones.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that all three broadcast to: min(max(x, low), high).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Clamp<T>(this Tensor<T> x, Tensor<T> low, Tensor<T> high)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, T, ClampOperation<T>>(x, low, high, "Clamp");

    /// <summary>The point of a line between two: x at 0, y at 1.</summary>
    /// <param name="x">The starts.</param>
    /// <param name="y">The ends.</param>
    /// <param name="weight">How far from one to the other.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that all three broadcast to: x + weight·(y − x).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Lerp<T>(this Tensor<T> x, Tensor<T> y, Tensor<T> weight)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, T, LerpOperation<T>>(x, y, weight, "Lerp");

    /// <summary>x·y + z, rounded once.</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">Another.</param>
    /// <param name="z">What is added.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that all three broadcast to: x·y + z.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> FusedMultiplyAdd<T>(this Tensor<T> x, Tensor<T> y, Tensor<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, T, FusedMultiplyAddOperation<T>>(x, y, z, "FusedMultiplyAdd");

    private readonly struct WhereOperation<T> : ITernaryOperation<bool, T, T>
    {
        public static T Invoke(bool x, T y, T z) => x ? y : z;
    }

    private readonly struct ClampOperation<T> : ITernaryOperation<T, T, T>
        where T : INumber<T>
    {
        public static T Invoke(T x, T y, T z) => T.Min(T.Max(x, y), z);
    }

    private readonly struct LerpOperation<T> : ITernaryOperation<T, T, T>
        where T : INumberBase<T>
    {
        public static T Invoke(T x, T y, T z) => x + (z * (y - x));
    }

    private readonly struct FusedMultiplyAddOperation<T> : ITernaryOperation<T, T, T>
        where T : IFloatingPointIeee754<T>
    {
        public static T Invoke(T x, T y, T z) => T.FusedMultiplyAdd(x, y, z);
    }
}
