namespace Cases.Loops;

public static partial class ZeroTrips
{
    [Differentiable]
    public static double Never(double x, int n)
    {
        double s = x, t = 2;
        for (int i = 0; i < n; i++)
        {
            s *= x;
            t = s;
        }
        for (int i = 5; i < n; i++) t *= s;
        return s * t;
    }

    public static IEnumerable<object[]> Points => [[1.5, 0], [1.5, -3], [1.5, 2], [1.1, 7]];
}
