using System.Numerics;

namespace Cases.Generics;

/// <summary>Generic methods called with known type arguments, as if written for them.</summary>
public static partial class GenericCallees
{
    private static T Square<T>(T x) where T : INumber<T> => x * x;

    private static T Norm<T>(ReadOnlySpan<T> x) where T : IRootFunctions<T>
    {
        T sum = T.Zero;
        foreach (T element in x) sum += element * element;
        return T.Sqrt(sum);
    }

    private static T Horner<T>(T[] coefficients, T x) where T : INumberBase<T>
    {
        T value = default!;
        for (int i = coefficients.Length - 1; i >= 0; i--) value = value * x + coefficients[i];
        return value;
    }

    [Differentiable]
    public static double Normalized(double[] x, double scale) => Square(Norm<double>(x)) + Norm<double>(x) * Square(scale);

    [Differentiable]
    public static float Polynomial(float[] coefficients, float x) => Horner(coefficients, x) - Square(Horner(coefficients, Square(x)));

    public static IEnumerable<object[]> NormalizedPoints => [[new double[] { 0.5, -1.25, 2 }, 1.5]];

    public static IEnumerable<object[]> PolynomialPoints => [[new float[] { 0.5f, -1.25f, 0.75f }, 0.5f]];
}
