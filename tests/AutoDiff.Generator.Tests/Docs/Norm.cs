public static partial class NormExample
{
    public static IEnumerable<object[]> Points => [[new double[] { 3, 4 }], [new double[] { 0.5, -1, 2 }]];

    [Differentiable]
    public static double Norm(double[] x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
        return Math.Sqrt(s);
    }
}
