namespace Cases.Loops;

public static partial class RepeatedSquare
{
    [Differentiable]
    public static double Power(double x, int n)
    {
        double t = x;
        for (int i = 0; i < n; i++) t = t * t;
        return t;
    }

    public static IEnumerable<object[]> Points => [[1.25, 3], [-0.5, 2], [1.5, 0]];
}
