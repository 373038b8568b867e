namespace Cases.Numerics;

public static partial class NBody
{
    [Differentiable]
    public static void Step(double[] x, double[] v, double[] mass, double dt)
    {
        int n = mass.Length;
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
            {
                double dx = x[2 * i] - x[2 * j], dy = x[2 * i + 1] - x[2 * j + 1];
                double d2 = dx * dx + dy * dy + 0.01;
                double magnitude = dt / (d2 * Math.Sqrt(d2));
                v[2 * i] -= dx * mass[j] * magnitude;
                v[2 * i + 1] -= dy * mass[j] * magnitude;
                v[2 * j] += dx * mass[i] * magnitude;
                v[2 * j + 1] += dy * mass[i] * magnitude;
            }
        for (int i = 0; i < x.Length; i++) x[i] += dt * v[i];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0, 0, 1, 0.5, -1, 2 }, new[] { 0.1, 0, -0.5, 0.25, 0, 0.3 }, new[] { 1, 0.5, 2 }, 0.1]];
}
