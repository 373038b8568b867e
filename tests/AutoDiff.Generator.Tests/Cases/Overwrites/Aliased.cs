namespace Cases.Overwrites;

/// <summary>Two variables, one array.</summary>
public static partial class Aliased
{
    [Differentiable]
    public static double Both(double x, double y)
    {
        double[] a = [x, y];
        double[] b = a;
        b[0] = a[1] * x;
        a[1] = b[0] * b[1];
        Span<double> tail = a.AsSpan(1);
        tail[0] *= b[1];
        return a[0] * b[1];
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5], [-0.5, 2]];
}
