using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>The exponential function, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: eˣ.</returns>
    public static Tensor<T> Exp<T>(this Tensor<T> x)
        where T : unmanaged, IExponentialFunctions<T> =>
        Elementwise.Apply<T, T, ExpOperation<T>>(x);

    /// <summary>The power of 2, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: 2ˣ.</returns>
    public static Tensor<T> Exp2<T>(this Tensor<T> x)
        where T : unmanaged, IExponentialFunctions<T> =>
        Elementwise.Apply<T, T, Exp2Operation<T>>(x);

    /// <summary>The power of 10, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: 10ˣ.</returns>
    public static Tensor<T> Exp10<T>(this Tensor<T> x)
        where T : unmanaged, IExponentialFunctions<T> =>
        Elementwise.Apply<T, T, Exp10Operation<T>>(x);

    /// <summary>The exponential function less 1, accurate near 0, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: eˣ − 1.</returns>
    public static Tensor<T> ExpM1<T>(this Tensor<T> x)
        where T : unmanaged, IExponentialFunctions<T> =>
        Elementwise.Apply<T, T, ExpM1Operation<T>>(x);

    /// <summary>The natural logarithm, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: log x.</returns>
    public static Tensor<T> Log<T>(this Tensor<T> x)
        where T : unmanaged, ILogarithmicFunctions<T> =>
        Elementwise.Apply<T, T, LogOperation<T>>(x);

    /// <summary>The logarithm to base 2, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: log₂ x.</returns>
    public static Tensor<T> Log2<T>(this Tensor<T> x)
        where T : unmanaged, ILogarithmicFunctions<T> =>
        Elementwise.Apply<T, T, Log2Operation<T>>(x);

    /// <summary>The logarithm to base 10, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: log₁₀ x.</returns>
    public static Tensor<T> Log10<T>(this Tensor<T> x)
        where T : unmanaged, ILogarithmicFunctions<T> =>
        Elementwise.Apply<T, T, Log10Operation<T>>(x);

    /// <summary>The natural logarithm of 1 + x, accurate near 0, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: log(1 + x).</returns>
    public static Tensor<T> LogP1<T>(this Tensor<T> x)
        where T : unmanaged, ILogarithmicFunctions<T> =>
        Elementwise.Apply<T, T, LogP1Operation<T>>(x);

    /// <summary>The square root, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: √x.</returns>
    public static Tensor<T> Sqrt<T>(this Tensor<T> x)
        where T : unmanaged, IRootFunctions<T> =>
        Elementwise.Apply<T, T, SqrtOperation<T>>(x);

    /// <summary>The cube root, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: ∛x.</returns>
    public static Tensor<T> Cbrt<T>(this Tensor<T> x)
        where T : unmanaged, IRootFunctions<T> =>
        Elementwise.Apply<T, T, CbrtOperation<T>>(x);

    /// <summary>The reciprocal of the square root, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: 1/√x.</returns>
    public static Tensor<T> Rsqrt<T>(this Tensor<T> x)
        where T : unmanaged, IRootFunctions<T> =>
        Elementwise.Apply<T, T, RsqrtOperation<T>>(x);

    /// <summary>The reciprocal, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: 1/x.</returns>
    public static Tensor<T> Reciprocal<T>(this Tensor<T> x)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, ReciprocalOperation<T>>(x);

    /// <summary>The square, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x².</returns>
    public static Tensor<T> Square<T>(this Tensor<T> x)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, SquareOperation<T>>(x);

    private readonly struct ExpOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IExponentialFunctions<T>
    {
        public static T Invoke(T x) => T.Exp(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Exp>(x, result);
    }

    private readonly struct Exp2Operation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IExponentialFunctions<T>
    {
        public static T Invoke(T x) => T.Exp2(x);
    }

    private readonly struct Exp10Operation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IExponentialFunctions<T>
    {
        public static T Invoke(T x) => T.Exp10(x);
    }

    private readonly struct ExpM1Operation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IExponentialFunctions<T>
    {
        public static T Invoke(T x) => NearZero.ExpM1(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.ExpM1>(x, result);
    }

    private readonly struct LogOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ILogarithmicFunctions<T>
    {
        public static T Invoke(T x) => T.Log(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Log>(x, result);
    }

    private readonly struct Log2Operation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ILogarithmicFunctions<T>
    {
        public static T Invoke(T x) => T.Log2(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Log2>(x, result);
    }

    private readonly struct Log10Operation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ILogarithmicFunctions<T>
    {
        public static T Invoke(T x) => T.Log10(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Log10>(x, result);
    }

    private readonly struct LogP1Operation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ILogarithmicFunctions<T>
    {
        public static T Invoke(T x) => NearZero.LogP1(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.LogP1>(x, result);
    }

    private readonly struct SqrtOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IRootFunctions<T>
    {
        public static T Invoke(T x) => T.Sqrt(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Sqrt(x, result);
            return true;
        }
    }

    private readonly struct CbrtOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IRootFunctions<T>
    {
        public static T Invoke(T x) => T.Cbrt(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Cbrt>(x, result);
    }

    private readonly struct RsqrtOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IRootFunctions<T>
    {
        public static T Invoke(T x) => T.One / T.Sqrt(x);
    }

    private readonly struct ReciprocalOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Invoke(T x) => T.One / x;
    }

    private readonly struct SquareOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Invoke(T x) => x * x;
    }
}
