namespace Cases.Traps;

/// <summary>The conventions at kinks: a tie gives one half to each, the slope of |x| at 0 is 0.</summary>
public static partial class Ties
{
    [Differentiable]
    public static double Larger(double x, double y) => 3 * Math.Max(x, y);

    [Differentiable]
    public static double Smaller(double x, double y) => 3 * Math.Min(x, y);

    [Differentiable]
    public static double Distance(double x, double y) => 5 * x + Math.Abs(x - y);

    public static object?[] LargerExpectedGradients => [new object[] { 1.5, 1.5 }];

    public static object?[] SmallerExpectedGradients => [new object[] { 1.5, 1.5 }];

    public static object?[] DistanceExpectedGradients => [new object[] { 5.0, 0.0 }];

    public static IEnumerable<object[]> Points => [[2, 2]];
}
