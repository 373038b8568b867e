namespace Cases.Overwrites;

/// <summary>What is overwritten by a constant no longer depends on anything.</summary>
public static partial class ClearedElement
{
    [Differentiable]
    public static double Cleared(double[] x)
    {
        double[] a = (double[])x.Clone();
        double s = 0;
        for (int i = 0; i < a.Length; i++)
        {
            s += a[i] * a[0];
            if (a[i] < 0) a[i] = 0;
            if (i == 1) a[0] = 1;
        }
        for (int i = 0; i < a.Length; i++) s += a[i];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, 2 }], [new[] { -0.75, -1 }]];
}
