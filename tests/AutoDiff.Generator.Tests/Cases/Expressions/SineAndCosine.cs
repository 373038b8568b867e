namespace Cases.Expressions;

public static partial class SineAndCosine
{
    [Differentiable]
    public static double Rotated(double x, double y, double angle)
    {
        (double sin, double cos) = Math.SinCos(angle * x);
        return (cos * x - sin * y) * (sin * x + cos * y);
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5, 0.5], [-1.25, 0.5, 2]];
}
