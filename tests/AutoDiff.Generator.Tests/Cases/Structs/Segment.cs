namespace Cases.Structs;

/// <summary>Mutable structs with public fields, nested; operators and methods of their own.</summary>
public struct Point
{
    public double X, Y;

    public Point(double x, double y)
    {
        X = x;
        Y = y;
    }

    public readonly double Length => Math.Sqrt(X * X + Y * Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(double s, Point p) => new(s * p.X, s * p.Y);

    public void Move(double dx, double dy)
    {
        X += dx;
        Y += dy;
    }
}

public struct Line
{
    public Point Start, End;
}

public static partial class Segment
{
    [Differentiable]
    public static double Length(Line line) => (line.End - line.Start).Length;

    [Differentiable]
    public static Point Walk(Line line, double t, int steps)
    {
        Point at = line.Start;
        for (int i = 0; i < steps; i++)
        {
            Point step = t * (line.End - at);
            at.Move(step.X, step.Y * step.X);
            if (at.Length > 100) at = new Point { X = 1 };
        }
        return at;
    }

    public static IEnumerable<object[]> LengthPoints => [[new Line { Start = new(0.5, -0.25), End = new(2, 1.5) }]];

    public static IEnumerable<object[]> WalkPoints => [[new Line { Start = new(0.5, -0.25), End = new(2, 1.5) }, 0.3, 4]];
}
