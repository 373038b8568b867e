namespace Cases.Models;

public static partial class LogSumExp
{
    [Differentiable]
    public static double Stable(double[] x)
    {
        double max = x[0];
        for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]);
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - max);
        return max + Math.Log(s);
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }], [new[] { 3.0 }], [new[] { 1000, 1000.5, -2000 }], [new[] { -1e5, -1e5 - 1, -1e5 - 2 }]];
}
