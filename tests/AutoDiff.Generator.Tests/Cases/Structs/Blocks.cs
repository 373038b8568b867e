namespace Cases.Structs;

/// <summary>Blocks of structs: collection expressions, copies, ranges, filling and clearing.</summary>
public static partial class Blocks
{
    [Differentiable]
    public static double Path(Vertex[] vertices, Vertex end)
    {
        Vertex[] all = [.. vertices, end, new(1, 2)];
        Vertex[] copy = (Vertex[])all.Clone();
        all.AsSpan(0, 2).CopyTo(copy.AsSpan(1));
        Span<Vertex> tail = copy.AsSpan()[^2..];
        tail.Fill(end + vertices[0]);
        Array.Clear(all, 1, 1);
        double sum = 0;
        for (int i = 1; i < copy.Length; i++) sum += Vertex.Cross(copy[i - 1], copy[i]) + all[i].X * copy[i].Y;
        return sum;
    }

    [Differentiable]
    public static Vertex[] Rotated(Vertex[] vertices, double angle)
    {
        Vertex[] rotated = new Vertex[vertices.Length];
        for (int i = 0; i < rotated.Length; i++)
            rotated[i] = new(Math.Cos(angle) * vertices[i].X - Math.Sin(angle) * vertices[i].Y, Math.Sin(angle) * vertices[i].X + Math.Cos(angle) * vertices[i].Y);
        return rotated;
    }

    public static IEnumerable<object[]> PathPoints => [[new Vertex[] { new(0, 0.1), new(1, 0.2), new(1.5, 1.25) }, new Vertex(0.5, -0.75)]];

    public static IEnumerable<object[]> RotatedPoints => [[new Vertex[] { new(0, 0.1), new(1, 0.2), new(1.5, 1.25) }, 0.4]];
}
