namespace Cases.Branches;

public static partial class IfElse
{
    [Differentiable]
    public static double Regions(double x, double y)
    {
        double r;
        if (x > 0)
        {
            if (y > 0) r = x * y;
            else r = x - y * y;
        }
        else if (y > x) r = Math.Exp(x);
        else
        {
            r = y;
            r *= x * y;
        }
        return r * r;
    }

    public static IEnumerable<object[]> Points => [[1, 2], [1, -2], [-1, 2], [-1, -2]];
}
