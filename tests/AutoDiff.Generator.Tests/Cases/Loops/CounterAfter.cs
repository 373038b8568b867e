namespace Cases.Loops;

/// <summary>The counter is used after the loop, and a bound variable changes after it.</summary>
public static partial class CounterAfter
{
    [Differentiable]
    public static double Last(double[] x, double limit)
    {
        int i, n = x.Length;
        double s = 0;
        for (i = 0; i < n; i += 2) s += x[i] * x[i];
        n = i;
        int j = 0;
        while (j < x.Length && x[j] < limit) j++;
        return s * x[n - 2] + (j < x.Length ? x[j] * limit : j * s);
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }, 1.0], [new[] { 0.5, 0.25, 0.75 }, 1.0]];
}
