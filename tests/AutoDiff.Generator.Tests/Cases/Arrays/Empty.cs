namespace Cases.Arrays;

public static partial class Empty
{
    [Differentiable]
    public static double Total(double[] x, ReadOnlySpan<double> y, double[,] z, double w)
    {
        double s = w * w;
        for (int i = 0; i < x.Length; i++) s *= x[i];
        foreach (double v in y) s += v;
        for (int i = 0; i < z.GetLength(0); i++)
            for (int j = 0; j < z.GetLength(1); j++) s -= z[i, j] * s;
        double[] none = new double[x.Length];
        return none.Length == 0 ? s : s + none[0];
    }

    public static IEnumerable<object[]> Points => [[new double[0], new double[0], new double[0, 0], 1.5], [new[] { 2.0 }, new[] { 0.5 }, new double[2, 0], 1.5]];
}
