namespace Cases.Numerics;

public static partial class Rosenbrock
{
    [Differentiable]
    public static double Valley(double[] x)
    {
        double s = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
            s += 100 * a * a + b * b;
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 1 }], [new[] { 1.0, 1 }], [new[] { 1.0 }]];
}
