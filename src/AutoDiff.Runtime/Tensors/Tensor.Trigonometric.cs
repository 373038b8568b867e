using System.Numerics;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>The sine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: sin x.</returns>
    public static Tensor<T> Sin<T>(this Tensor<T> x)
        where T : unmanaged, ITrigonometricFunctions<T> =>
        Elementwise.Apply<T, T, SinOperation<T>>(x);

    /// <summary>The cosine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: cos x.</returns>
    public static Tensor<T> Cos<T>(this Tensor<T> x)
        where T : unmanaged, ITrigonometricFunctions<T> =>
        Elementwise.Apply<T, T, CosOperation<T>>(x);

    /// <summary>The tangent, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: tan x.</returns>
    public static Tensor<T> Tan<T>(this Tensor<T> x)
        where T : unmanaged, ITrigonometricFunctions<T> =>
        Elementwise.Apply<T, T, TanOperation<T>>(x);

    /// <summary>The inverse sine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: asin x, between −π/2 and π/2.</returns>
    public static Tensor<T> Asin<T>(this Tensor<T> x)
        where T : unmanaged, ITrigonometricFunctions<T> =>
        Elementwise.Apply<T, T, AsinOperation<T>>(x);

    /// <summary>The inverse cosine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: acos x, between 0 and π.</returns>
    public static Tensor<T> Acos<T>(this Tensor<T> x)
        where T : unmanaged, ITrigonometricFunctions<T> =>
        Elementwise.Apply<T, T, AcosOperation<T>>(x);

    /// <summary>The inverse tangent, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: atan x, between −π/2 and π/2.</returns>
    public static Tensor<T> Atan<T>(this Tensor<T> x)
        where T : unmanaged, ITrigonometricFunctions<T> =>
        Elementwise.Apply<T, T, AtanOperation<T>>(x);

    /// <summary>The hyperbolic sine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: sinh x.</returns>
    public static Tensor<T> Sinh<T>(this Tensor<T> x)
        where T : unmanaged, IHyperbolicFunctions<T> =>
        Elementwise.Apply<T, T, SinhOperation<T>>(x);

    /// <summary>The hyperbolic cosine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: cosh x.</returns>
    public static Tensor<T> Cosh<T>(this Tensor<T> x)
        where T : unmanaged, IHyperbolicFunctions<T> =>
        Elementwise.Apply<T, T, CoshOperation<T>>(x);

    /// <summary>The hyperbolic tangent, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: tanh x.</returns>
    public static Tensor<T> Tanh<T>(this Tensor<T> x)
        where T : unmanaged, IHyperbolicFunctions<T> =>
        Elementwise.Apply<T, T, TanhOperation<T>>(x);

    /// <summary>The inverse hyperbolic sine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: asinh x.</returns>
    public static Tensor<T> Asinh<T>(this Tensor<T> x)
        where T : unmanaged, IHyperbolicFunctions<T> =>
        Elementwise.Apply<T, T, AsinhOperation<T>>(x);

    /// <summary>The inverse hyperbolic cosine, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: acosh x, 0 or more.</returns>
    public static Tensor<T> Acosh<T>(this Tensor<T> x)
        where T : unmanaged, IHyperbolicFunctions<T> =>
        Elementwise.Apply<T, T, AcoshOperation<T>>(x);

    /// <summary>The inverse hyperbolic tangent, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: atanh x.</returns>
    public static Tensor<T> Atanh<T>(this Tensor<T> x)
        where T : unmanaged, IHyperbolicFunctions<T> =>
        Elementwise.Apply<T, T, AtanhOperation<T>>(x);

    private readonly struct SinOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ITrigonometricFunctions<T>
    {
        public static T Invoke(T x) => T.Sin(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Sin>(x, result);
    }

    private readonly struct CosOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ITrigonometricFunctions<T>
    {
        public static T Invoke(T x) => T.Cos(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Cos>(x, result);
    }

    private readonly struct TanOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ITrigonometricFunctions<T>
    {
        public static T Invoke(T x) => T.Tan(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Tan>(x, result);
    }

    private readonly struct AsinOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ITrigonometricFunctions<T>
    {
        public static T Invoke(T x) => T.Asin(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Asin>(x, result);
    }

    private readonly struct AcosOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ITrigonometricFunctions<T>
    {
        public static T Invoke(T x) => T.Acos(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Acos>(x, result);
    }

    private readonly struct AtanOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, ITrigonometricFunctions<T>
    {
        public static T Invoke(T x) => T.Atan(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Atan>(x, result);
    }

    private readonly struct SinhOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IHyperbolicFunctions<T>
    {
        public static T Invoke(T x) => T.Sinh(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Sinh>(x, result);
    }

    private readonly struct CoshOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IHyperbolicFunctions<T>
    {
        public static T Invoke(T x) => T.Cosh(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Cosh>(x, result);
    }

    private readonly struct TanhOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IHyperbolicFunctions<T>
    {
        public static T Invoke(T x) => T.Tanh(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Tanh>(x, result);
    }

    private readonly struct AsinhOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IHyperbolicFunctions<T>
    {
        public static T Invoke(T x) => T.Asinh(x);
    }

    private readonly struct AcoshOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IHyperbolicFunctions<T>
    {
        public static T Invoke(T x) => T.Acosh(x);
    }

    private readonly struct AtanhOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IHyperbolicFunctions<T>
    {
        public static T Invoke(T x) => T.Atanh(x);
    }
}
