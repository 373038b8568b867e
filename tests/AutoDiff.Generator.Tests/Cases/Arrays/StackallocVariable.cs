namespace Cases.Arrays;

/// <summary>Stack memory of a size that is known only at run time.</summary>
public static partial class StackallocVariable
{
    [Differentiable]
    public static double Differences(ReadOnlySpan<double> x, int order)
    {
        int n = x.Length;
        Span<double> d = n <= 32 ? stackalloc double[n] : new double[n];
        for (int i = 0; i < n; i++) d[i] = x[i] * x[i];
        for (int k = 1; k <= order; k++)
            for (int i = 0; i < n - k; i++) d[i] = d[i + 1] * d[i];
        return d[0];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }, 2], [new[] { 3.0 }, 0]];
}
