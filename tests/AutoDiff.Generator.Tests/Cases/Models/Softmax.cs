namespace Cases.Models;

public static partial class Softmax
{
    [Differentiable]
    public static double[] Probabilities(double[] x)
    {
        double[] p = new double[x.Length];
        double max = double.NegativeInfinity, sum = 0;
        foreach (double v in x) max = Math.Max(max, v);
        for (int i = 0; i < x.Length; i++)
        {
            p[i] = Math.Exp(x[i] - max);
            sum += p[i];
        }
        for (int i = 0; i < x.Length; i++) p[i] /= sum;
        return p;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }], [new[] { 1000, 1000.5, -2000 }]];
}
