namespace Cases.Expressions;

/// <summary>Static members of <c>double</c> in place of those of <c>Math</c>.</summary>
public static partial class DoubleMembers
{
    [Differentiable]
    public static double Statics(double x, double y) =>
        double.Exp(x) + double.Hypot(x, y) * double.Sin(x) - double.Log(y) + double.Sqrt(y) * double.Pi + double.Abs(x) * double.Max(x, y) + double.Exp2(x) + double.SinPi(x) + double.LogP1(y) + double.ExpM1(x);

    [Differentiable]
    public static double Predicates(double x, double y)
    {
        double r = double.IsNaN(x) ? 0 : x * y;
        if (double.IsFinite(y) && !double.IsPositiveInfinity(x)) r *= x;
        return double.IsNegative(x) ? r + y : r - y * double.Epsilon;
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5], [-1.25, 0.7]];
}
