namespace Cases.Delegates;

/// <summary>Methods that a function which they were given calls again, with another function: an integral whose integrand is an integral.</summary>
public static partial class CalledAgain
{
    [Differentiable]
    public static double Double(double x) => Integral(0, x, Inner) * x;

    [Differentiable]
    public static double Twice(double x, double w) => Integral(0, x, t => w * Integral(t, 1, u => u * t)) + Integral(0, 1, Math.Sin);

    private static double Inner(double t) => t * Integral(0, t, u => Math.Sin(u * t));

    // The midpoint rule on what is given and a parabola.
    private static double Integral(double from, double to, Func<double, double> f)
    {
        double h = (to - from) / 4, sum = 0;
        Func<double, double> g = u => f(u) + h * u * u;
        for (int i = 0; i < 4; i++) sum += g(from + (i + 0.5) * h);
        return sum * h;
    }

    public static IEnumerable<object[]> DoublePoints => [[0.75]];

    public static IEnumerable<object[]> TwicePoints => [[0.75, 1.25]];
}
