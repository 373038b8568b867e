namespace Cases.Loops;

public static partial class TriangularCarried
{
    [Differentiable]
    public static double Pascal(double[] x)
    {
        double[] a = new double[x.Length];
        double s = 1;
        for (int i = 0; i < x.Length; i++)
        {
            a[i] = x[i];
            for (int j = i - 1; j >= 0; j--) a[j] = a[j] * x[i] + a[j + 1];
            for (int j = 0; j <= i; j++) s = s * 0.5 + a[j] * a[j];
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -2, 0.25 }], [new[] { -0.5 }], [new double[0]]];
}
