namespace Cases.Delegates;

/// <summary>A method that is handed a function which calls that method again, with another function.</summary>
public static partial class Nested
{
    private static double Smoothed(double x, Func<double, double> f)
    {
        double sum = 0, weight = 1;
        for (int i = 0; i < 3; i++)
        {
            sum += weight * f(x + i);
            weight *= 0.5 * x;
        }
        return sum;
    }

    private static double Root(double x) => Smoothed(x, Math.Tanh);

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Twice(double x, double scale)
    {
        double Inner(double u) => Smoothed(u * scale, v => Math.Sin(v) * u);
        return Smoothed(x, Inner) + Smoothed(scale, Root);
    }

    public static IEnumerable<object[]> Points => [[0.5, 0.75]];
}
