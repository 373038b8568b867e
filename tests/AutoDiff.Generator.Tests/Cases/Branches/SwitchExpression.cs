namespace Cases.Branches;

public static partial class SwitchExpression
{
    public enum Shape { Linear, Square, Cubic }

    [Differentiable]
    public static double Shaped(double x, Shape shape) => shape switch
    {
        Shape.Linear => 2 * x,
        Shape.Square => x * x,
        Shape.Cubic => x * x * x,
        _ => 0,
    };

    [Differentiable]
    public static double Banded(double x, int n) => x switch
    {
        < 0 => -x,
        >= 0 and < 1 when n > 2 => x * n,
        >= 3 or 2.5 => Math.Sqrt(x),
        _ => x * x,
    };

    public static IEnumerable<object[]> ShapedPoints => [[1.5, Shape.Linear], [1.5, Shape.Square], [1.5, Shape.Cubic]];

    public static IEnumerable<object[]> BandedPoints => [[-1.5, 0], [0.5, 3], [0.5, 1], [2, 1], [3.5, 1]];
}
