namespace Cases.While;

public static partial class Nested
{
    [Differentiable]
    public static double Scale(double[] x, double limit)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double t = x[i];
            while (t > limit)
            {
                double u = t;
                while (u > 1) u *= 0.6;
                t = t * 0.5 + 0.1 * u;
            }
            s += t * t;
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 7.3, 0.5, 12.9, 2.2 }, 1.3], [new[] { 0.5 }, 1.0]];
}
