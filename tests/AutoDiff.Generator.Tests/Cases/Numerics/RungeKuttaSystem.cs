namespace Cases.Numerics;

/// <summary>Lotka–Volterra: the stages live in arrays that every step uses again.</summary>
public static partial class RungeKuttaSystem
{
    private static void Slope(ReadOnlySpan<double> y, ReadOnlySpan<double> p, Span<double> dy)
    {
        dy[0] = y[0] * (p[0] - p[1] * y[1]);
        dy[1] = y[1] * (p[2] * y[0] - p[3]);
    }

    [Differentiable]
    public static double Populations(double[] p, double[] start, int steps)
    {
        const double h = 0.05;
        double[] y = (double[])start.Clone(), k = new double[2], middle = new double[2];
        double area = 0;
        for (int s = 0; s < steps; s++)
        {
            Slope(y, p, k);
            for (int i = 0; i < 2; i++) middle[i] = y[i] + 0.5 * h * k[i];
            Slope(middle, p, k);
            for (int i = 0; i < 2; i++) y[i] += h * k[i];
            area += y[0] * y[1];
        }
        return area * h;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.1, 0.4, 0.1, 0.4 }, new[] { 2, 1.5 }, 6]];
}
