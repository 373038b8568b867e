namespace Cases.Overwrites;

public static partial class SwapElements
{
    [Differentiable]
    public static double Reversed(double[] x)
    {
        double[] a = (double[])x.Clone();
        for (int i = 0, j = a.Length - 1; i < j; i++, j--)
        {
            (a[i], a[j]) = (a[j] * x[0], a[i]);
        }
        double s = 0;
        for (int i = 0; i < a.Length; i++) s += (i + 1) * a[i] * a[i];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, 2 }], [new[] { 0.75, 1.5, -0.5 }], [new[] { 2.0 }]];
}
