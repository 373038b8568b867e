namespace Cases.Numerics;

public static partial class Spline
{
    [Differentiable]
    public static double CatmullRom(double[] knots, [NoGradient] double t, double tension)
    {
        int i = Math.Clamp((int)Math.Floor(t), 1, knots.Length - 3);
        double u = t - i;
        double m0 = tension * (knots[i + 1] - knots[i - 1]), m1 = tension * (knots[i + 2] - knots[i]);
        double u2 = u * u, u3 = u2 * u;
        return (2 * u3 - 3 * u2 + 1) * knots[i] + (u3 - 2 * u2 + u) * m0 + (3 * u2 - 2 * u3) * knots[i + 1] + (u3 - u2) * m1;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 1, 2 }, 1.3, 0.5], [new[] { 0.5, 1.5, -0.75, 1, 2 }, 0.2, 0.5]];
}
