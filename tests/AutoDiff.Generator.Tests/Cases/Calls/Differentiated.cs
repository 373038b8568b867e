namespace Cases.Calls;

/// <summary>A differentiable method that calls another.</summary>
public static partial class Differentiated
{
    [Differentiable]
    public static double Inner(double x, double y) => x * Math.Exp(y);

    [Differentiable]
    public static double Outer(double x, double y) => Inner(Inner(x, y), x) + Inner(y, 1);

    public static IEnumerable<object[]> Points => [[0.5, 0.75], [1.25, -0.5]];
}
