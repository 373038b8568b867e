namespace Cases.Arrays;

public static partial class Stackalloc
{
    [Differentiable]
    public static double Moments(double[] x)
    {
        Span<double> moments = stackalloc double[4];
        for (int i = 0; i < x.Length; i++)
        {
            double p = 1;
            for (int k = 0; k < moments.Length; k++) moments[k] += p *= x[i];
        }
        Span<double> seed = stackalloc[] { 1.0, x.Length, 2 };
        seed[2] *= moments[1];
        return moments[0] * moments[3] + seed[1] * seed[2] - moments[2];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }], [new double[0]]];
}
