namespace Cases.Numerics;

public static partial class RungeKutta
{
    private static double Slope(double t, double y, double k) => k * y * (1 - y) + Math.Sin(t);

    [Differentiable]
    public static double Integrate(double y, double k, double h, int steps)
    {
        double t = 0;
        for (int i = 0; i < steps; i++)
        {
            double k1 = Slope(t, y, k);
            double k2 = Slope(t + 0.5 * h, y + 0.5 * h * k1, k);
            double k3 = Slope(t + 0.5 * h, y + 0.5 * h * k2, k);
            double k4 = Slope(t + h, y + h * k3, k);
            y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
            t += h;
        }
        return y;
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5, 0.1, 8], [0.25, -0.75, 0.2, 1], [0.5, 1, 0.1, 0]];
}
