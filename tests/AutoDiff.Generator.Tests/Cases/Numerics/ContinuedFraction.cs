namespace Cases.Numerics;

public static partial class ContinuedFraction
{
    [Differentiable]
    public static double Tangent(double x, int depth)
    {
        double f = 2 * depth + 1;
        for (int k = depth; k > 0; k--) f = 2 * k - 1 - x * x / f;
        return x / f;
    }

    public static IEnumerable<object[]> Points => [[0.75, 8], [-0.5, 0]];
}
