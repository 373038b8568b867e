namespace Cases.Structs;

/// <summary>Arrays and spans of records: read, written in place, and a record as result.</summary>
public readonly record struct Vertex(double X, double Y)
{
    public static Vertex operator +(Vertex a, Vertex b) => new(a.X + b.X, a.Y + b.Y);

    public static double Cross(Vertex a, Vertex b) => a.X * b.Y - a.Y * b.X;
}

public static partial class Polygon
{
    [Differentiable]
    public static double Area(Vertex[] vertices)
    {
        double twice = 0;
        for (int i = 0; i < vertices.Length; i++) twice += Vertex.Cross(vertices[i], vertices[(i + 1) % vertices.Length]);
        return twice / 2;
    }

    [Differentiable]
    public static Vertex Centroid(ReadOnlySpan<Vertex> vertices)
    {
        Vertex sum = default;
        foreach (Vertex v in vertices) sum += v;
        return sum with { X = sum.X / vertices.Length, Y = sum.Y / vertices.Length };
    }

    [Differentiable]
    public static void Smooth(Span<Vertex> vertices, double weight)
    {
        for (int i = 1; i < vertices.Length; i++)
        {
            (double x, double y) = vertices[i - 1];
            vertices[i] = new(vertices[i].X + weight * (x - vertices[i].X), vertices[i].Y + weight * Math.Sin(y));
        }
    }

    public static IEnumerable<object[]> Points => [[new Vertex[] { new(0, 0.1), new(1, 0.2), new(1.5, 1.25), new(0.25, 0.75) }]];

    public static IEnumerable<object[]> SmoothPoints => [[new Vertex[] { new(0, 0.1), new(1, 0.2), new(1.5, 1.25), new(0.25, 0.75) }, 0.4]];
}
