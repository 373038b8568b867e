namespace Cases.Branches;

public static partial class EarlyReturn
{
    [Differentiable]
    public static double Guarded(double x, double y)
    {
        if (x < 0) return -x * y;
        double t = x * x;
        if (t > 4)
        {
            if (y > 1) return t + y;
            t = y * t;
        }
        else if (y < 0) return Math.Sin(t * y);
        return t * y;
    }

    public static IEnumerable<object[]> Points => [[-1, 2], [3, 2], [3, 0.5], [1, -1], [1, 0.5]];
}
