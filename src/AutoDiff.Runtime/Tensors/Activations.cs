using System.Numerics;

namespace AutoDiff;

/// <summary>The activation functions of one number.</summary>
internal static class Activations
{
    /// <summary>1/(1 + e⁻ˣ), where the exponential never overflows.</summary>
    public static T Sigmoid<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        T e = T.Exp(-T.Abs(x));
        return (x < T.Zero ? e : T.One) / (T.One + e);
    }

    /// <summary>log(1 + eˣ) = max(x, 0) + log(1 + e^(−|x|)).</summary>
    public static T Softplus<T>(T x)
        where T : IFloatingPointIeee754<T> =>
        T.Max(x, T.Zero) + NearZero.LogP1(T.Exp(-T.Abs(x)));

    /// <summary>x·Φ(x), in double: erfc keeps the digits of the small values at negative x.</summary>
    public static T Gelu<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        double value = double.CreateTruncating(x);
        return double.IsNegativeInfinity(value) ? -T.Zero : T.CreateTruncating(0.5 * value * ErrorFunction.Erfc(-value * (1 / Math.Sqrt(2))));
    }

    /// <summary>x/2 · (1 + tanh u) with u = √(2/π)·(x + 0.044715·x³), written as x·σ(2u), which keeps the digits of the small values at negative x.</summary>
    public static T GeluTanh<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        double value = double.CreateTruncating(x);
        return double.IsNegativeInfinity(value)
            ? -T.Zero
            : T.CreateTruncating(value * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (value + (0.044715 * value * value * value))));
    }
}
