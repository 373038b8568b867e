namespace Cases.Branches;

public static partial class Patterns
{
    [Differentiable]
    public static double Matched(double x, double y, int n)
    {
        double r = 0;
        if (x is > 0 and < 2) r += x * y;
        if (y is not (< 0 or > 3)) r += y * y;
        if (n is 1 or 2 or 4) r *= x;
        if (x * y is var p && p > 1) r += p * p;
        return r - x;
    }

    public static IEnumerable<object[]> Points => [[1, 2, 1], [3, -1, 2], [-1, 1, 3], [1.5, 4, 4]];
}
