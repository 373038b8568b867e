namespace Cases.Loops;

/// <summary>The body changes the counter or the bound, so the number of trips is known only afterwards.</summary>
public static partial class CounterChanged
{
    [Differentiable]
    public static double Skipping(double[] x, int[] skip)
    {
        double s = 1;
        int end = x.Length;
        for (int i = 0; i < end; i++)
        {
            s = s * x[i] + 1;
            if (skip[i] > 0) i += skip[i];
            if (s > 6) end--;
        }
        return s * end;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2, 3, 4 }, new[] { 0, 1, 0, 0, 0, 0 }], [new[] { 5.5, 1.5, 0.75 }, new[] { 0, 0, 0 }]];
}
