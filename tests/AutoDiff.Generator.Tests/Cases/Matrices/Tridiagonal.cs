namespace Cases.Matrices;

public static partial class Tridiagonal
{
    [Differentiable]
    public static void Thomas(ReadOnlySpan<double> lower, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> upper, Span<double> x)
    {
        int n = x.Length;
        Span<double> c = stackalloc double[n];
        c[0] = upper[0] / diagonal[0];
        x[0] /= diagonal[0];
        for (int i = 1; i < n; i++)
        {
            double m = 1 / (diagonal[i] - lower[i] * c[i - 1]);
            c[i] = upper[i] * m;
            x[i] = (x[i] - lower[i] * x[i - 1]) * m;
        }
        for (int i = n - 2; i >= 0; i--) x[i] -= c[i] * x[i + 1];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0, 0.5, -0.25, 0.75 }, new[] { 3, 2.5, 4, 3.0 }, new[] { 1, -0.5, 0.75, 0 }, new[] { 1, 2, -1, 0.5 }]];
}
