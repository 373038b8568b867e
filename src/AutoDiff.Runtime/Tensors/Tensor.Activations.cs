using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>The positive part, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: max(x, 0); not a number if x is not.</returns>
    public static Tensor<T> Relu<T>(this Tensor<T> x)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, ReluOperation<T>>(x);

    /// <summary>The logistic function, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: 1/(1 + e⁻ˣ).</returns>
    public static Tensor<T> Sigmoid<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, SigmoidOperation<T>>(x);

    /// <summary>The logarithm of the logistic function, without overflow, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: −log(1 + e⁻ˣ).</returns>
    public static Tensor<T> LogSigmoid<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, LogSigmoidOperation<T>>(x);

    /// <summary>The smooth positive part, without overflow, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: log(1 + eˣ).</returns>
    public static Tensor<T> Softplus<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, SoftplusOperation<T>>(x);

    /// <summary>The number times its logistic function, also called swish, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x/(1 + e⁻ˣ).</returns>
    public static Tensor<T> Silu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, SiluOperation<T>>(x);

    /// <summary>The error function, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: 2/√π ∫₀ˣ e^(−t²) dt.</returns>
    public static Tensor<T> Erf<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, ErfOperation<T>>(x);

    /// <summary>The complementary error function, accurate where it is small, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: 1 − erf x.</returns>
    public static Tensor<T> Erfc<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, ErfcOperation<T>>(x);

    /// <summary>The number times the normal distribution function, exactly, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x·Φ(x) = x/2 · erfc(−x/√2).</returns>
    public static Tensor<T> Gelu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, GeluOperation<T>>(x);

    /// <summary>The approximation of <see cref="Gelu"/> by a hyperbolic tangent, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))).</returns>
    public static Tensor<T> GeluTanh<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, GeluTanhOperation<T>>(x);

    /// <summary>The number, times a slope if it is negative, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="slope">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x or slope·x.</returns>
    public static Tensor<T> LeakyRelu<T>(this Tensor<T> x, T slope)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, LeakyReluOperation<T>>(x, slope);

    /// <summary>The number, bent towards −alpha if it is negative, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="alpha">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x or alpha·(eˣ − 1).</returns>
    public static Tensor<T> Elu<T>(this Tensor<T> x, T alpha)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, EluOperation<T>>(x, alpha);

    private readonly struct ReluOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x) => T.Max(x, T.Zero);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Max(x, T.Zero, result);
            return true;
        }
    }

    private readonly struct SigmoidOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => Activations.Sigmoid(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Sigmoid>(x, result);
    }

    private readonly struct LogSigmoidOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => -Activations.Softplus(-x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.LogSigmoid>(x, result);
    }

    private readonly struct SoftplusOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => Activations.Softplus(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Softplus>(x, result);
    }

    private readonly struct SiluOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => x * Activations.Sigmoid(x);

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            if (!VectorFunctions.TryApply<T, VectorFunctions.Sigmoid>(x, result)) return false;
            TensorPrimitives.Multiply(x, result, result);
            return true;
        }
    }

    private readonly struct ErfOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.CreateTruncating(ErrorFunction.Erf(double.CreateTruncating(x)));

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Erf>(x, result);
    }

    private readonly struct ErfcOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.CreateTruncating(ErrorFunction.Erfc(double.CreateTruncating(x)));
    }

    private readonly struct GeluOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => Activations.Gelu(x);
    }

    private readonly struct GeluTanhOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => Activations.GeluTanh(x);
    }

    private readonly struct LeakyReluOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x, T y) => x < T.Zero ? x * y : x;
    }

    private readonly struct EluOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x, T y) => x < T.Zero ? y * NearZero.ExpM1(x) : x;
    }
}
