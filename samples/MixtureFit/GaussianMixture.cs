using AutoDiff;

namespace MixtureFit;

/// <summary>
/// The mixture of K Gaussians in d dimensions of Microsoft's ADBench, as plain C#. Component k has the unnormalised log weight
/// alphas[k], the mean means[k·d …] and the inverse covariance QᵀQ, where the lower triangular Q stands in icf[k·d(d+1)/2 …]: first the
/// logarithms of its diagonal, then what is strictly below it, column by column. The points stand one after the other in x.
/// </summary>
public static partial class GaussianMixture
{
    /// <summary>
    /// ADBench's objective, as its golden values have it: the log-likelihood <em>plus</em> the Wishart penalty.
    /// Benchmarks and comparisons use it; what one maximises is <see cref="LogPosterior"/>.
    /// </summary>
    [Differentiable]
    public static double Objective(
        double[] alphas, double[] means, double[] icf, [NoGradient] double[] x, [NoGradient] double wishartGamma, [NoGradient] int wishartM) =>
        LogLikelihood(alphas, means, icf, x) + WishartPenalty(alphas.Length, means.Length / alphas.Length, icf, wishartGamma, wishartM);

    /// <summary>The log-likelihood of the points under the mixture and a Wishart prior on each QᵀQ, which keeps a component from collapsing onto one point.</summary>
    [Differentiable]
    public static double LogPosterior(
        double[] alphas, double[] means, double[] icf, [NoGradient] double[] x, [NoGradient] double wishartGamma, [NoGradient] int wishartM) =>
        LogLikelihood(alphas, means, icf, x) - WishartPenalty(alphas.Length, means.Length / alphas.Length, icf, wishartGamma, wishartM);

    private static double LogLikelihood(double[] alphas, double[] means, double[] icf, double[] x)
    {
        int components = alphas.Length, d = means.Length / components, n = x.Length / d, size = d * (d + 1) / 2;

        // The factors once more, row by row with the diagonal at each row's end, so that the innermost loop below reads them in order.
        double[] factors = new double[icf.Length];
        double[] weights = new double[components];
        for (int k = 0; k < components; k++)
        {
            double logDeterminant = 0;
            for (int row = 0; row < d; row++)
            {
                int start = k * size + row * (row + 1) / 2;
                for (int column = 0; column < row; column++)
                    factors[start + column] = icf[k * size + d + column * (2 * d - column - 1) / 2 + row - column - 1];
                factors[start + row] = Math.Exp(icf[k * size + row]);
                logDeterminant += icf[k * size + row];
            }
            weights[k] = alphas[k] + logDeterminant;
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> point = x.AsSpan(i * d, d);
            double[] terms = new double[components];
            for (int k = 0; k < components; k++)
            {
                ReadOnlySpan<double> mean = means.AsSpan(k * d, d);
                double squaredDistance = 0;
                for (int row = 0; row < d; row++)
                {
                    ReadOnlySpan<double> factor = factors.AsSpan(k * size + row * (row + 1) / 2, row + 1);
                    double q = 0;
                    for (int column = 0; column < factor.Length; column++)
                        q += factor[column] * (point[column] - mean[column]);
                    squaredDistance += q * q;
                }
                terms[k] = weights[k] - 0.5 * squaredDistance;
            }
            sum += LogSumExp(terms);
        }
        return sum - n * LogSumExp(alphas) - n * d * 0.5 * Math.Log(2 * Math.PI);
    }

    /// <summary>Σ over components of ½γ²‖Q‖² − m·log det Q, less the normalisation of the Wishart distribution with d + m + 1 degrees of freedom.</summary>
    private static double WishartPenalty(int components, int d, double[] icf, double gamma, int m)
    {
        int size = d * (d + 1) / 2;
        double sum = 0;
        for (int k = 0; k < components; k++)
        {
            double squares = 0, logDeterminant = 0;
            for (int i = 0; i < d; i++)
            {
                double logarithm = icf[k * size + i];
                squares += Math.Exp(2 * logarithm);
                logDeterminant += logarithm;
            }
            for (int i = d; i < size; i++)
                squares += icf[k * size + i] * icf[k * size + i];
            sum += 0.5 * gamma * gamma * squares - m * logDeterminant;
        }
        return sum - components * WishartNormalisation(d, d + m + 1, gamma);
    }

    private static double WishartNormalisation(int d, int degrees, double gamma)
    {
        // log Γ_d(ν/2), the multivariate gamma function, needs Γ at half-integers only.
        double logGamma = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (int j = 0; j < d; j++)
            logGamma += LogGammaOfHalf(degrees - j);
        return degrees * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - logGamma;
    }

    /// <summary>log Γ(h/2), by Γ(t + 1) = t·Γ(t) down to Γ(1) = 1 or Γ(½) = √π.</summary>
    private static double LogGammaOfHalf(int h)
    {
        double sum = 0;
        for (; h > 2; h -= 2)
            sum += Math.Log(0.5 * (h - 2));
        return h == 1 ? sum + 0.5 * Math.Log(Math.PI) : sum;
    }

    private static double LogSumExp(double[] terms)
    {
        double max = terms[0];
        for (int k = 1; k < terms.Length; k++)
            if (terms[k] > max) max = terms[k];

        double sum = 0;
        for (int k = 0; k < terms.Length; k++)
            sum += Math.Exp(terms[k] - max);
        return max + Math.Log(sum);
    }
}
