namespace Cases.Expressions;

/// <summary>Conversions between float, double and integers; the cotangent goes back through them.</summary>
public static partial class Casts
{
    [Differentiable]
    public static double Widths(float x, double y, int n)
    {
        double a = x;
        float b = (float)(y * n);
        double c = (double)(x * b) + n / 2 + (double)n / 2;
        return a * c - (float)a * b;
    }

    public static IEnumerable<object[]> Points => [[1.5f, 0.5, 3], [-0.25f, 2, -4]];
}
