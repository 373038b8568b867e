namespace Cases.Order;

/// <summary>An operand is read before a later one changes the variable.</summary>
public static partial class OperandsBeforeMutation
{
    [Differentiable]
    public static double Sum(double x, double y) => x + (x = x * y) * x - (y += x) / y * (x - y);

    [Differentiable]
    public static double Assigned(double x, double y)
    {
        double s = 1;
        s += (s = 2 * x) * s;
        s *= s + (x = y) * x;
        return s * x;
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5], [-1.25, 0.5]];
}
