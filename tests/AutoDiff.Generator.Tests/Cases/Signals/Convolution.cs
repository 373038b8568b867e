namespace Cases.Signals;

public static partial class Convolution
{
    [Differentiable]
    public static double[] Full(double[] x, double[] kernel)
    {
        double[] y = new double[x.Length + kernel.Length - 1];
        for (int i = 0; i < x.Length; i++)
            for (int k = 0; k < kernel.Length; k++)
                y[i + k] += x[i] * kernel[k];
        return y;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 1 }, new[] { 1, -2, 0.5 }]];
}
