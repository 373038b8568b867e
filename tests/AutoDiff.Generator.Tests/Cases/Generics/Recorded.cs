using System.Numerics;

namespace Cases.Generics;

/// <summary>Records and tapes of a type parameter.</summary>
public static partial class Recorded
{
    [Differentiable]
    public static T Growth<T>(T[] rates) where T : INumber<T>
    {
        T t = T.One;
        for (int i = 0; i < rates.Length; i++) t *= T.One + rates[i];
        return t;
    }

    [Differentiable]
    public static T Newton<T>(T a, [NoGradient] double tolerance) where T : IFloatingPoint<T>
    {
        T x = a;
        while (double.CreateChecked(T.Abs(x * x - a)) > tolerance) x = (x + a / x) / T.CreateChecked(2);
        return x;
    }

    [Differentiable]
    public static T Smoothed<T>(T[,] image, T weight) where T : IFloatingPointIeee754<T>
    {
        T[] row = new T[image.GetLength(1)];
        T total = T.Zero;
        for (int i = 0; i < image.GetLength(0); i++)
        {
            for (int j = 0; j < row.Length; j++) row[j] = T.Tanh(row[j] * weight + image[i, j]);
            total += row[^1];
        }
        return total;
    }

    public static IEnumerable<object[]> GrowthPoints => [[new double[] { 0.5, -0.25, 0.125 }]];

    public static IEnumerable<object[]> NewtonPoints => [[2.0, 1e-9]];

    public static IEnumerable<object[]> SmoothedPoints => [[new double[,] { { 0.5, -0.25 }, { 0.75, 1 }, { -0.5, 0.25 } }, 0.5]];
}
