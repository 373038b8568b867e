namespace Cases.Loops;

public static partial class ReturnInside
{
    [Differentiable]
    public static double FirstAbove(double[] x, double threshold)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            s += x[i] * x[i];
            if (s > threshold) return s * x[i];
        }
        return threshold - s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5 }, 2.0], [new[] { 0.75, 0.5 }, 2.0], [new[] { 3.0, 1 }, 2.0], [new double[0], 1.0]];
}
