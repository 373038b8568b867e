namespace Cases.Loops;

public static partial class DeepNest
{
    [Differentiable]
    public static double Tensor(double[] x, double[] y)
    {
        double s = 1;
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < y.Length; j++)
            {
                double t = x[i] * y[j];
                for (int k = 0; k < x.Length; k++)
                {
                    t += x[k] * t * 0.1;
                    for (int l = k; l < y.Length; l++) s += t * y[l] / (1 + s * s);
                }
            }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -1.5 }, new[] { 1.5, 2, 0.25 }]];
}
