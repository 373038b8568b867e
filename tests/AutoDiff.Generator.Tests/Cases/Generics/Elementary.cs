using System.Numerics;

namespace Cases.Generics;

/// <summary>Differentiable methods over a type parameter: their derivatives are generic too.</summary>
public static partial class Elementary
{
    [Differentiable]
    public static T Softplus<T>(T x) where T : IFloatingPointIeee754<T> => T.Log(T.One + T.Exp(x));

    [Differentiable]
    public static T Wave<T>(T x, T frequency, int harmonics) where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int k = 1; k <= harmonics; k++) sum += T.Sin(T.CreateChecked(k) * frequency * x) / (T.CreateChecked(k) + T.CreateChecked(0.5)) - T.Pi * T.Sqrt(frequency);
        return sum;
    }

    [Differentiable]
    public static T Clipped<T>(T x, T low, T high) where T : INumber<T> => T.Max(low, T.Min(x, high)) * T.Abs(x) / (T.One + T.One);

    public static IEnumerable<object[]> SoftplusPoints => [[0.5], [-2.0]];

    public static IEnumerable<object[]> WavePoints => [[0.25, 1.5, 3]];

    public static IEnumerable<object[]> ClippedPoints => [[0.25, -1.5, 3.0], [-2.5, -1.5, 3.0]];
}
