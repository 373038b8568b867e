namespace Cases.Loops;

/// <summary>Upward and downward, inclusive and exclusive, with steps and several counters.</summary>
public static partial class Directions
{
    [Differentiable]
    public static double Weighted(double[] x)
    {
        int n = x.Length;
        double s = 0, t = 1;
        for (int i = n - 1; i >= 0; i--) t = t * x[i] + 0.5;
        for (int i = n; i > 1; i -= 2) s += x[i - 1] * t;
        for (int i = 0; i <= n - 1; i += 3) t *= x[i];
        for (long i = 1; i < n; ++i) s += x[i] * x[i - 1] * i;
        for (int i = 0, j = n - 1; i < j; i++, j--) s += x[i] * x[j] * t;
        for (var (i, k) = (0, 1); i < n; i += k++) s -= x[i] * s;
        return s + t;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 0.25 }], [new[] { 0.5, 1.5, -0.75, 0.25, 2 }], [new[] { 0.5 }], [new double[0]]];
}
