namespace Cases.Numerics;

public static partial class Horner
{
    [Differentiable]
    public static double Evaluate(double[] coefficients, double x)
    {
        double y = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--) y = y * x + coefficients[i];
        return y;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }, 1.25], [new[] { 3.0 }, 0.5], [new double[0], 0.5], [new[] { 1.0, 2, 3 }, 0]];
}
