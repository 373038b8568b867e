namespace Cases.Traps;

public static partial class UntakenDivision
{
    [Differentiable]
    public static double Sinc(double x)
    {
        if (x == 0) return 1;
        return Math.Sin(x) / x;
    }

    [Differentiable]
    public static double Ratio(double x)
    {
        double q = 1 / x;
        double r = x * x;
        if (x != 0) r += q;
        return r;
    }

    public static object?[] SincExpectedGradients => [new object[] { 0.0 }, null];

    public static object?[] RatioExpectedGradients => [new object[] { 0.0 }, null];

    public static IEnumerable<object[]> Points => [[0], [1.5]];
}
