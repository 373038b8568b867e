namespace Cases.Lanes;

/// <summary>A mixture's likelihood: an array of each iteration's own, inner loops, and sums that all iterations share.</summary>
public static partial class Mixture
{
    // An array of each iteration's own, with a maximum by branches and inner loops.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double LogLikelihood(double[] weights, double[] means, [NoGradient] double[] x)
    {
        int components = weights.Length;
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double[] terms = new double[components];
            double max = double.NegativeInfinity;
            for (int k = 0; k < components; k++)
            {
                double distance = x[i] - means[k];
                terms[k] = weights[k] - 0.5 * distance * distance;
                if (terms[k] > max) max = terms[k];
            }
            double sum = 0;
            for (int k = 0; k < components; k++) sum += Math.Exp(terms[k] - max);
            total += max + Math.Log(sum);
        }
        return total;
    }

    // The order of the additions and the functions as they are written.
    [Differentiable(Strict = true)]
    public static double Strict(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += Math.Exp(Math.Sin(x[i])) / (1 + x[i] * x[i]);
        return sum;
    }

    public static IEnumerable<object[]> LogLikelihoodPoints => [[new[] { 0.2, -0.3, 0.1 }, new[] { -1.0, 0.1, 1.2 }, Numbers(21)], [new[] { 0.2, -0.3 }, new[] { -1.0, 0.1 }, Numbers(5)]];

    public static IEnumerable<object[]> StrictPoints => [[Numbers(21)]];

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => 1.5 * Math.Sin(1.1 * i + 0.5))];
}
