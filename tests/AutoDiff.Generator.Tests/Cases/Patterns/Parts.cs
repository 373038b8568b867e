namespace Cases.Patterns;

/// <summary>Property and positional patterns on structs and tuples.</summary>
public static partial class Parts
{
    public readonly record struct Point(double X, double Y, int Zone);

    public record struct Segment(Point From, Point To);

    [Differentiable]
    public static double Cost(Point p, double scale) => p switch
    {
        { Zone: 0, X: > 1 and var x } => x * x * scale,
        (var x, < 0, 1) => x * scale,
        { Zone: 1 } => p.X * p.Y,
        { X: var x, Y: var y } => x + y * scale,
    };

    [Differentiable]
    public static double Length(Segment s, (double Low, double High) limits)
    {
        if (s is { From.X: > 0, To: { Y: var y } to } && limits is (_, > 1)) return y * to.X * limits.High;
        return s is ({ X: var first }, (var last, _, 2)) ? first * last : s.From.Y * limits.Low;
    }

    public static IEnumerable<object[]> CostPoints =>
        [[new Point(1.5, 2, 0), 0.5], [new Point(1.5, -2, 1), 0.5], [new Point(1.5, 2, 1), 0.5], [new Point(1.5, 2, 2), 0.5]];

    public static IEnumerable<object[]> LengthPoints =>
    [
        [new Segment(new(1, 2, 0), new(3, 4, 0)), (0.5, 2.0)],
        [new Segment(new(-1, 2, 0), new(3, 4, 2)), (0.5, 2.0)],
        [new Segment(new(-1, 2, 0), new(3, 4, 0)), (0.5, 2.0)],
    ];
}
