using AutoDiff;
using GradBench.Protocol;

namespace GradBench.Problems;

/// <summary>
/// The posterior of a mixture of K Gaussians in d dimensions. Component k has the unnormalised log weight alpha[k], the mean mu[k·d …] and
/// the inverse covariance QᵀQ, where Q is lower triangular: q[k·d …] are the logarithms of its diagonal, l[k·d(d−1)/2 …] what is below it,
/// column by column. The points stand one after the other in x.
/// </summary>
public static partial class Gmm
{
    internal sealed record Input(
        int D, int K, int N, double[][] X, int M, double Gamma, double[] Alpha, double[][] Mu, double[][] Q, double[][] L, int MinRuns = 1, double MinSeconds = 0) : IRuns;

    internal sealed record Independent(double[] Alpha, double[][] Mu, double[][] Q, double[][] L);

    private sealed record Problem(int D, double[] Alpha, double[] Mu, double[] Q, double[] L, double[] X, double Gamma, int M);

    /// <summary>The logarithm of likelihood times prior.</summary>
    [Differentiable]
    public static double LogPosterior(
        int d, double[] alpha, double[] mu, double[] q, double[] l, [NoGradient] double[] x, [NoGradient] double gamma, int m) =>
        LogLikelihood(d, alpha, mu, q, l, x) + LogPrior(d, alpha.Length, q, l, gamma, m);

    private static double LogLikelihood(int d, double[] alpha, double[] mu, double[] q, double[] l, double[] x)
    {
        int components = alpha.Length, points = x.Length / d, size = d * (d + 1) / 2;

        // The rows of each Q one after the other, so that the innermost loop below reads them in order; and α + log det Q.
        double[] factors = new double[components * size], weights = new double[components];
        for (int k = 0; k < components; k++)
        {
            weights[k] = alpha[k];
            for (int row = 0; row < d; row++)
            {
                int start = k * size + row * (row + 1) / 2;
                for (int column = 0; column < row; column++)
                    factors[start + column] = l[k * d * (d - 1) / 2 + column * (2 * d - column - 1) / 2 + row - column - 1];
                factors[start + row] = Math.Exp(q[k * d + row]);
                weights[k] += q[k * d + row];
            }
        }

        double sum = 0;
        for (int i = 0; i < points; i++)
        {
            double[] terms = new double[components], centred = new double[d];
            for (int k = 0; k < components; k++)
            {
                for (int j = 0; j < d; j++) centred[j] = x[i * d + j] - mu[k * d + j];
                double squaredDistance = 0;
                for (int row = 0; row < d; row++)
                {
                    int start = k * size + row * (row + 1) / 2;
                    double rotated = 0;
                    for (int column = 0; column <= row; column++) rotated += factors[start + column] * centred[column];
                    squaredDistance += rotated * rotated;
                }
                terms[k] = weights[k] - 0.5 * squaredDistance;
            }
            sum += LogSumExp(terms);
        }
        return sum - points * (LogSumExp(alpha) + 0.5 * d * Math.Log(2 * Math.PI));
    }

    /// <summary>The Wishart distribution with d + m + 1 degrees of freedom and scale 1/γ² of each QᵀQ.</summary>
    private static double LogPrior(int d, int components, double[] q, double[] l, double gamma, int m)
    {
        double squares = 0, logDeterminants = 0;
        for (int i = 0; i < q.Length; i++)
        {
            squares += Math.Exp(2 * q[i]);
            logDeterminants += q[i];
        }
        for (int i = 0; i < l.Length; i++) squares += l[i] * l[i];

        int degrees = d + m + 1;
        double normalisation = degrees * d * Math.Log(gamma / Math.Sqrt(2)) - LogMultivariateGamma(degrees, d);
        return components * normalisation - 0.5 * gamma * gamma * squares + m * logDeterminants;
    }

    /// <summary>log Γ_d(h/2) = ¼d(d−1) log π + Σ over j &lt; d of log Γ((h − j)/2).</summary>
    private static double LogMultivariateGamma(int h, int d)
    {
        double sum = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (int j = 0; j < d; j++) sum += LogGammaOfHalf(h - j);
        return sum;
    }

    /// <summary>log Γ(h/2), by Γ(t + 1) = t·Γ(t) down to Γ(1) = 1 or Γ(½) = √π.</summary>
    private static double LogGammaOfHalf(int h)
    {
        double sum = h % 2 == 1 ? 0.5 * Math.Log(Math.PI) : 0;
        for (int t = h - 2; t > 0; t -= 2) sum += Math.Log(0.5 * t);
        return sum;
    }

    private static double LogSumExp(double[] terms)
    {
        double max = terms[0];
        for (int k = 1; k < terms.Length; k++)
            if (terms[k] > max) max = terms[k];

        double sum = 0;
        for (int k = 0; k < terms.Length; k++) sum += Math.Exp(terms[k] - max);
        return max + Math.Log(sum);
    }

    private static Problem Prepare(Input input)
    {
        int d = input.D, k = input.K;
        if (d < 1 || k < 1 || input.Alpha.Length != k)
            throw new ArgumentException("There are d ≥ 1 dimensions, and k ≥ 1 components with a weight each.");
        return new(d, input.Alpha, Join(input.Mu, k, d), Join(input.Q, k, d), Join(input.L, k, d * (d - 1) / 2), Join(input.X, input.N, d), input.Gamma, input.M);

        static double[] Join(double[][] rows, int count, int length) => rows.Length == count && rows.All(row => row.Length == length)
            ? [.. rows.SelectMany(row => row)]
            : throw new ArgumentException($"There should be {count} lists of {length} numbers.");
    }

    private static Independent Split((double[] Alpha, double[] Mu, double[] Q, double[] L) gradient)
    {
        int components = gradient.Alpha.Length;
        return new(gradient.Alpha, Rows(gradient.Mu), Rows(gradient.Q), Rows(gradient.L));

        double[][] Rows(double[] numbers)
        {
            int length = numbers.Length / components;
            return [.. Enumerable.Range(0, components).Select(k => numbers[(k * length)..((k + 1) * length)])];
        }
    }

    internal static IEnumerable<Function> Functions =>
    [
        Function.Of("objective", Json.Default.GmmInput, Prepare, p => LogPosterior(p.D, p.Alpha, p.Mu, p.Q, p.L, p.X, p.Gamma, p.M), value => value, Json.Default.Double),
        Function.Of("jacobian", Json.Default.GmmInput, Prepare, p => LogPosteriorGradient(p.D, p.Alpha, p.Mu, p.Q, p.L, p.X, p.Gamma, p.M), Split, Json.Default.Independent),
    ];
}
