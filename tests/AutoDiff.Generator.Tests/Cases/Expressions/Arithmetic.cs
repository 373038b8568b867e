namespace Cases.Expressions;

public static partial class Arithmetic
{
    [Differentiable]
    public static double Rational(double x, double y) => (3 * x * x - 2 * x * y + 7) / (1 + y * y) - -x + +y;

    public static IEnumerable<object[]> Points => [[1.5, -0.5], [0, 0], [-2, 3]];
}
