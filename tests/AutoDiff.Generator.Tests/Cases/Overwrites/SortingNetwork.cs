namespace Cases.Overwrites;

public static partial class SortingNetwork
{
    private static void CompareExchange(Span<double> a, int i, int j)
    {
        if (a[i] <= a[j]) return;
        (a[i], a[j]) = (a[j], a[i]);
    }

    [Differentiable]
    public static double Median(double a, double b, double c, double d, double e)
    {
        Span<double> v = stackalloc double[5];
        v[0] = a; v[1] = b; v[2] = c; v[3] = d; v[4] = e;
        CompareExchange(v, 0, 3); CompareExchange(v, 1, 4);
        CompareExchange(v, 0, 2); CompareExchange(v, 1, 3);
        CompareExchange(v, 0, 1); CompareExchange(v, 2, 4);
        CompareExchange(v, 1, 2); CompareExchange(v, 3, 4);
        CompareExchange(v, 2, 3);
        return v[2] * v[2] + v[4] - v[0];
    }

    public static IEnumerable<object[]> Points => [[3, 1.5, -0.5, 2, 0.25], [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]];
}
