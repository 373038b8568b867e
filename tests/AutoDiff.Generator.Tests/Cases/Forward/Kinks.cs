/// <summary>Choices: the tangent of what is chosen.</summary>
public static partial class Kinks
{
    public static IEnumerable<object[]> Points => [[0.3, -0.8], [-1.2, 0.4], [2.0, 1.5]];

    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double Mixed(double x, double y)
    {
        double larger = Math.Max(x, y), relu = Math.Max(0, x), clamped = Math.Clamp(y, -0.5, 1);
        double chosen = x > y ? x * y : Math.Sqrt(1 + y * y);
        return larger * relu + Math.Abs(y) * clamped - chosen;
    }
}
