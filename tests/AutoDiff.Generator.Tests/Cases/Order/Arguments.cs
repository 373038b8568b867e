namespace Cases.Order;

public static partial class Arguments
{
    private static double Combine(double a, double b, double c) => a * b - c * a;

    [Differentiable]
    public static double Calls(double x, double y)
    {
        double r = Combine(x, x = x * y, x + y);
        r += Combine(c: x *= 2, a: y, b: x);
        return r * Combine(y++, y, --x);
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5], [-1.25, 0.5]];
}
