namespace Cases.Calls;

public static partial class ExpressionBodied
{
    private static double Square(double t) => t * t;

    private static double Distance(double x, double y) => Math.Sqrt(Square(x) + Square(y));

    [Differentiable]
    public static double Nested(double x, double y) => Distance(Square(x), Distance(y, x)) * Square(y);

    public static IEnumerable<object[]> Points => [[0.5, 1.5], [2, -2]];
}
