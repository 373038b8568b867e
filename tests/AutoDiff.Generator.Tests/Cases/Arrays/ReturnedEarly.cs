namespace Cases.Arrays;

/// <summary>Two returns, each of an array of its own.</summary>
public static partial class ReturnedEarly
{
    [Differentiable]
    public static double[] Polar(double x, double y)
    {
        double r = Math.Sqrt(x * x + y * y);
        if (r > 2) return [r, r * r, x];
        return new[] { r, Math.Atan2(y, x) };
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5], [2, -2]];
}
