namespace Cases.Expressions;

public static partial class NestedConditional
{
    [Differentiable]
    public static double Pieces(double x) => x < -1 ? x * x * x : x < 0 ? Math.Sin(x) : x < 2 ? x * Math.Exp(x) : 1 / x;

    public static IEnumerable<object[]> Points => [[-2], [-0.5], [1.25], [3]];
}
