namespace Cases.Expressions;

public static partial class TupleAssignment
{
    [Differentiable]
    public static double Rotate(double x, double y)
    {
        (double a, double b) = (x * y, x + y);
        (a, b) = (b, a * b);
        (x, y) = (y - x, x * a);
        return a * x + b * y;
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5], [-1.25, 0.5]];
}
