namespace Cases.Signals;

public static partial class BiquadCascade
{
    [Differentiable]
    public static void Filter(double[] signal, double[][] sections)
    {
        foreach (double[] c in sections)
        {
            double s1 = 0, s2 = 0;
            for (int i = 0; i < signal.Length; i++)
            {
                double x = signal[i], y = c[0] * x + s1;
                s1 = c[1] * x - c[3] * y + s2;
                s2 = c[2] * x - c[4] * y;
                signal[i] = y;
            }
        }
    }

    public static IEnumerable<object[]> Points => [[new[] { 1, 0.5, -1, 2, 0.75 }, new double[][] { [0.5, 0.25, -0.1, -0.6, 0.3], [1, 0.5, 0.2, 0.1, -0.2] }]];
}
