namespace Cases.Recursion;

/// <summary>Adaptive quadrature: the depth of the recursion depends on the function.</summary>
public static partial class AdaptiveSimpson
{
    private static double Function(double p, double x) => Math.Exp(-p * x) * Math.Sin(3 * x * p);

    private static double Simpson(double fa, double fm, double fb, double h) => h / 6 * (fa + 4 * fm + fb);

    private static double Refine(double p, double a, double b, double fa, double fm, double fb, double whole, double tolerance)
    {
        double m = 0.5 * (a + b);
        double fl = Function(p, 0.5 * (a + m)), fr = Function(p, 0.5 * (m + b));
        double left = Simpson(fa, fl, fm, m - a), right = Simpson(fm, fr, fb, b - m);
        double difference = left + right - whole;
        if (Math.Abs(difference) <= 15 * tolerance) return left + right + difference / 15;
        return Refine(p, a, m, fa, fl, fm, left, tolerance / 2) + Refine(p, m, b, fm, fr, fb, right, tolerance / 2);
    }

    [Differentiable]
    public static double Integral(double p, double to)
    {
        double fa = Function(p, 0), fm = Function(p, 0.5 * to), fb = Function(p, to);
        return Refine(p, 0, to, fa, fm, fb, Simpson(fa, fm, fb, to), 1e-7);
    }

    public static IEnumerable<object[]> Points => [[0.8, 2.0], [1.5, 1.0]];
}
