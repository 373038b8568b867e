namespace Cases.Models;

public static partial class MixtureLikelihood
{
    [Differentiable]
    public static double OneDimensional(double[] alpha, double[] mean, double[] logWidth, [NoGradient] double[] x)
    {
        double total = 0;
        double[] term = new double[alpha.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double max = double.NegativeInfinity;
            for (int k = 0; k < alpha.Length; k++)
            {
                double d = (x[i] - mean[k]) * Math.Exp(-logWidth[k]);
                term[k] = alpha[k] - logWidth[k] - 0.5 * d * d;
                if (term[k] > max) max = term[k];
            }
            double s = 0;
            for (int k = 0; k < alpha.Length; k++) s += Math.Exp(term[k] - max);
            total += max + Math.Log(s);
        }
        return total;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1 }, new[] { -1, 2.0 }, new[] { 0.25, -0.5 }, new[] { 1, 0.5, -2 }]];
}
