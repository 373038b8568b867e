namespace Cases.Arrays;

public static partial class Scatter
{
    [Differentiable]
    public static double Histogram(double[] x, int[] bin, int bins)
    {
        double[] sums = new double[bins];
        for (int i = 0; i < x.Length; i++) sums[bin[i]] += x[i] * x[i];
        double s = 0;
        foreach (double b in sums) s += Math.Log(1 + b);
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }, new[] { 2, 0, 2, 1 }, 4]];
}
