namespace Cases.Parameters;

public static partial class Many
{
    [Differentiable]
    public static double Mixed(double a, [NoGradient] double b, float c, double[] d, int e, ReadOnlySpan<double> f, bool g, [NoGradient] double[] h, double[][] i)
    {
        double s = a * b + c * e;
        foreach (double v in d) s += v * s;
        if (g) s *= f[0];
        return s + h[0] * i[0][0] * f[^1] * b;
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5, 0.25f, new[] { 1.0, 2 }, 3, new[] { 0.5, -1 }, true, new[] { 2.0 }, new double[][] { [1.5], [] }]];
}
