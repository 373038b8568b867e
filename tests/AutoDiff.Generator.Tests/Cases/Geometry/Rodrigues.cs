namespace Cases.Geometry;

/// <summary>A rotation by an axis-angle vector; near zero a series takes over.</summary>
public static partial class Rodrigues
{
    [Differentiable]
    public static void Rotate(ReadOnlySpan<double> r, ReadOnlySpan<double> p, Span<double> result)
    {
        double square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
        double cx = r[1] * p[2] - r[2] * p[1], cy = r[2] * p[0] - r[0] * p[2], cz = r[0] * p[1] - r[1] * p[0];
        if (square > 1e-12)
        {
            double angle = Math.Sqrt(square), c = Math.Cos(angle), s = Math.Sin(angle) / angle;
            double d = (r[0] * p[0] + r[1] * p[1] + r[2] * p[2]) * (1 - c) / square;
            result[0] = p[0] * c + cx * s + r[0] * d;
            result[1] = p[1] * c + cy * s + r[1] * d;
            result[2] = p[2] * c + cz * s + r[2] * d;
        }
        else
        {
            result[0] = p[0] + cx;
            result[1] = p[1] + cy;
            result[2] = p[2] + cz;
        }
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -0.25, 0.75 }, new[] { 1, 2, 3.0 }, new double[3]], [new[] { 2, 1, 0.5 }, new[] { -1, 0.5, 3.0 }, new[] { 1, 1, 1.0 }]];
}
