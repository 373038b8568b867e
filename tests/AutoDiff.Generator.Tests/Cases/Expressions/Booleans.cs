namespace Cases.Expressions;

public static partial class Booleans
{
    [Differentiable]
    public static double Logic(double x, double y, bool flip)
    {
        bool positive = x > 0, large = y >= 2, either = positive | large;
        if (flip) positive = !positive;
        bool odd = positive ^ large;
        double r = odd ? x * y : x + y * y;
        if (either == flip) r *= x;
        if (positive && !odd || large != flip) r += y;
        return r;
    }

    public static IEnumerable<object[]> Points => [[1.5, 1, false], [1.5, 1, true], [-1, 3, false], [-1, 3, true], [-2, 0.5, true]];
}
