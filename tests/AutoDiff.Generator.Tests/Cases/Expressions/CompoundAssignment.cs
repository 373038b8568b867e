namespace Cases.Expressions;

public static partial class CompoundAssignment
{
    [Differentiable]
    public static double Scalar(double x, double y)
    {
        double t = x;
        t += y * t;
        t *= t - 1;
        t -= x / y;
        t /= 2 + y;
        t %= 5;
        return t;
    }

    public static IEnumerable<object[]> Points => [[1.5, 0.5], [-2, 3.25], [4, 1]];
}
