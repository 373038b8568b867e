namespace Cases.Recursion;

/// <summary>Mutual recursion, through a method without the attribute.</summary>
public static partial class HalfAngle
{
    [Differentiable]
    public static double Sine(double x) => Math.Abs(x) < 0.1 ? x - x * x * x / 6 : 2 * Sine(x / 2) * Cosine(x / 2);

    private static double Cosine(double x)
    {
        if (Math.Abs(x) < 0.1) return 1 - x * x / 2;
        double s = Sine(x / 2);
        return 1 - 2 * s * s;
    }

    public static IEnumerable<object[]> Points => [[1.0], [-0.7], [0.03]];
}
