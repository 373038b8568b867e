namespace Cases.Calls;

public static partial class WritingCallee
{
    private static void Scale(double[] a, double factor)
    {
        for (int i = 0; i < a.Length; i++) a[i] *= factor;
    }

    private static double[] Shifted(double[] a, double by)
    {
        double[] b = new double[a.Length];
        for (int i = 0; i < a.Length; i++) b[i] = a[i] + by;
        return b;
    }

    [Differentiable]
    public static double Pipeline(double[] x, double y)
    {
        double[] a = Shifted(x, y);
        Scale(a, a[0]);
        double[] b = Shifted(a, a[^1]);
        Scale(b, y);
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += a[i] * b[i];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }, 1.25]];
}
