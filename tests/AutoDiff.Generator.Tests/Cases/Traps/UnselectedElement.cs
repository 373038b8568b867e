namespace Cases.Traps;

/// <summary>An element is computed with an infinite slope and then overwritten before anything reads it.</summary>
public static partial class UnselectedElement
{
    [Differentiable]
    public static double Patched(double[] x)
    {
        double[] a = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            a[i] = Math.Sqrt(x[i]);
            if (x[i] == 0) a[i] = 2 * x[i];
        }
        double s = 0;
        foreach (double v in a) s += v;
        return s;
    }

    public static object?[] ExpectedGradients => [new object[] { new[] { 2, 0.25 } }, null];

    public static IEnumerable<object[]> Points => [[new[] { 0.0, 4 }], [new[] { 1.0, 2.25 }]];
}
