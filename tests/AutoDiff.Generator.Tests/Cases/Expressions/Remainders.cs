namespace Cases.Expressions;

public static partial class Remainders
{
    [Differentiable]
    public static double Wrapped(double x, double y) => x % y * x + Math.IEEERemainder(x, 3) * y;

    public static IEnumerable<object[]> Points => [[7.25, 2], [-7.25, 2.5], [1, 4]];
}
