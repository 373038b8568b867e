using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>The absolute value, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: |x|.</returns>
    public static Tensor<T> Abs<T>(this Tensor<T> x)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, AbsOperation<T>>(x);

    /// <summary>The sign, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: −1, 0 or 1; not a number if x is not.</returns>
    public static Tensor<T> Sign<T>(this Tensor<T> x)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, SignOperation<T>>(x);

    /// <summary>The largest integer that is not larger, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: ⌊x⌋.</returns>
    public static Tensor<T> Floor<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPoint<T> =>
        Elementwise.Apply<T, T, FloorOperation<T>>(x);

    /// <summary>The smallest integer that is not smaller, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: ⌈x⌉.</returns>
    public static Tensor<T> Ceiling<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPoint<T> =>
        Elementwise.Apply<T, T, CeilingOperation<T>>(x);

    /// <summary>The nearest integer, of two the even one, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: the integer.</returns>
    public static Tensor<T> Round<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPoint<T> =>
        Elementwise.Apply<T, T, RoundOperation<T>>(x);

    /// <summary>The integer towards zero, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: the integer.</returns>
    public static Tensor<T> Truncate<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPoint<T> =>
        Elementwise.Apply<T, T, TruncateOperation<T>>(x);

    /// <summary>Whether it is not a number, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: whether that is so.</returns>
    public static Tensor<bool> IsNaN<T>(this Tensor<T> x)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, bool, IsNaNOperation<T>>(x);

    /// <summary>Whether it is neither infinite nor not a number, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: whether that is so.</returns>
    public static Tensor<bool> IsFinite<T>(this Tensor<T> x)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, bool, IsFiniteOperation<T>>(x);

    /// <summary>Whether it is infinite, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: whether that is so.</returns>
    public static Tensor<bool> IsInfinity<T>(this Tensor<T> x)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, bool, IsInfinityOperation<T>>(x);

    private readonly struct AbsOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x) => T.Abs(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Abs(x, result);
            return true;
        }
    }

    private readonly struct SignOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x) => T.IsZero(x) || T.IsNaN(x) ? x : x < T.Zero ? -T.One : T.One;
    }

    private readonly struct FloorOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPoint<T>
    {
        public static T Invoke(T x) => T.Floor(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Floor(x, result);
            return true;
        }
    }

    private readonly struct CeilingOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPoint<T>
    {
        public static T Invoke(T x) => T.Ceiling(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Ceiling(x, result);
            return true;
        }
    }

    private readonly struct RoundOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPoint<T>
    {
        public static T Invoke(T x) => T.Round(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Round(x, result);
            return true;
        }
    }

    private readonly struct TruncateOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPoint<T>
    {
        public static T Invoke(T x) => T.Truncate(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Truncate(x, result);
            return true;
        }
    }

    private readonly struct IsNaNOperation<T> : IUnaryOperation<T, bool>
        where T : unmanaged, INumberBase<T>
    {
        public static bool Invoke(T x) => T.IsNaN(x);
    }

    private readonly struct IsFiniteOperation<T> : IUnaryOperation<T, bool>
        where T : unmanaged, INumberBase<T>
    {
        public static bool Invoke(T x) => T.IsFinite(x);
    }

    private readonly struct IsInfinityOperation<T> : IUnaryOperation<T, bool>
        where T : unmanaged, INumberBase<T>
    {
        public static bool Invoke(T x) => T.IsInfinity(x);
    }
}
