public static partial class GrowthExample
{
    public static IEnumerable<object[]> Points => [[new double[] { 0.02, 0.05, -0.01 }], [new double[] { 1 }], [Array.Empty<double>()]];

    [Differentiable]
    public static double Growth(double[] rates)
    {
        double t = 1;
        for (int i = 0; i < rates.Length; i++) t *= 1 + rates[i];
        return t;
    }
}
