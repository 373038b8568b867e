namespace Cases.Loops;

/// <summary>Values carried by both loops change before and after the jumps.</summary>
public static partial class NestedBreakContinueCarried
{
    [Differentiable]
    public static double Walk(double[] x, double[] y)
    {
        double p = 1, q = 0;
        for (int i = 0; i < x.Length; i++)
        {
            p += x[i] * q;
            for (int j = 0; j < y.Length; j++)
            {
                q += p * y[j];
                if (q > 3)
                {
                    q *= 0.25;
                    break;
                }
                if (j == i) continue;
                p *= 0.9 + 0.1 * y[j];
            }
            if (p < 0.2) continue;
            q -= 0.1 * p;
        }
        return p * q;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5 }, new[] { 1.25, 0.5, 2 }], [new[] { 0.1, 0.2 }, new[] { -1.25, -3 }]];
}
