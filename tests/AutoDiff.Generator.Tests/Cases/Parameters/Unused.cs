namespace Cases.Parameters;

public static partial class Unused
{
    [Differentiable]
    public static double OnlyFirst(double x, double y, double[] z, int n) => x * x * n;

    public static IEnumerable<object[]> Points => [[0.5, 1.5, new[] { 0.25, 2 }, 3]];
}
