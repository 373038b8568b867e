namespace Cases.Numerics;

/// <summary>Dynamic programming over a table, with a soft minimum.</summary>
public static partial class SoftDtw
{
    private static double SoftMin(double a, double b, double c, double gamma)
    {
        double min = Math.Min(a, Math.Min(b, c));
        return min - gamma * Math.Log(Math.Exp((min - a) / gamma) + Math.Exp((min - b) / gamma) + Math.Exp((min - c) / gamma));
    }

    [Differentiable]
    public static double Distance(double[] x, double[] y, double gamma)
    {
        double[,] r = new double[x.Length + 1, y.Length + 1];
        for (int i = 1; i <= x.Length; i++) r[i, 0] = 1e6;
        for (int j = 1; j <= y.Length; j++) r[0, j] = 1e6;
        for (int i = 1; i <= x.Length; i++)
            for (int j = 1; j <= y.Length; j++)
            {
                double d = x[i - 1] - y[j - 1];
                r[i, j] = d * d + SoftMin(r[i - 1, j], r[i, j - 1], r[i - 1, j - 1], gamma);
            }
        return r[x.Length, y.Length];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }, new[] { 1, 0.75, 2, -0.5 }, 0.5]];
}
