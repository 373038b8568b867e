namespace Cases.Loops;

public static partial class BreakFirstWhile
{
    [Differentiable]
    public static double Halve(double x, double limit)
    {
        double s = x;
        while (true)
        {
            if (s < limit) break;
            s *= 0.5 + 0.1 * Math.Sin(x);
        }
        return s * x;
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.0], [7.0, 1.0]];
}
