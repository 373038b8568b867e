namespace AutoDiff.Benchmarks;

/// <summary>
/// Value and gradient of <see cref="MixtureFit.GaussianMixture.Objective"/> as an expert writes them in scalar C#: the bar for the generated code.
/// One pass over the points; each keeps the centred point and Q(x − μ) for every component, so that nothing is computed twice.
/// </summary>
public static class MixtureByHand
{
    public static double ObjectiveVjp(
        double[] alphas, double[] means, double[] icf, double[] x, double gamma, int m, double cotangent, Span<double> dAlphas, Span<double> dMeans, Span<double> dIcf)
    {
        int components = alphas.Length, d = means.Length / components, n = x.Length / d, size = d * (d + 1) / 2;
        double[] factors = new double[icf.Length], dFactors = new double[icf.Length];
        double[] weights = new double[components], dWeights = new double[components], terms = new double[components];
        double[] centred = new double[components * d], rotated = new double[components * d], dCentred = new double[d];
        for (int k = 0; k < components; k++)
        {
            double logDeterminant = 0;
            for (int row = 0; row < d; row++)
            {
                int start = k * size + row * (row + 1) / 2;
                for (int column = 0; column < row; column++)
                    factors[start + column] = icf[k * size + PackedIndex(d, row, column)];
                factors[start + row] = Math.Exp(icf[k * size + row]);
                logDeterminant += icf[k * size + row];
            }
            weights[k] = alphas[k] + logDeterminant;
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> point = x.AsSpan(i * d, d);
            double max = double.NegativeInfinity;
            for (int k = 0; k < components; k++)
            {
                Span<double> c = centred.AsSpan(k * d, d), q = rotated.AsSpan(k * d, d);
                ReadOnlySpan<double> mean = means.AsSpan(k * d, d);
                for (int j = 0; j < c.Length; j++) c[j] = point[j] - mean[j];
                double squaredDistance = 0;
                int start = k * size;
                for (int row = 0; row < q.Length; row++)
                {
                    ReadOnlySpan<double> factor = factors.AsSpan(start, row + 1), head = c[..factor.Length];
                    double s = 0;
                    for (int column = 0; column < factor.Length; column++) s += factor[column] * head[column];
                    q[row] = s;
                    squaredDistance += s * s;
                    start += row + 1;
                }
                terms[k] = weights[k] - 0.5 * squaredDistance;
                if (terms[k] > max) max = terms[k];
            }

            double total = 0;
            for (int k = 0; k < components; k++) total += terms[k] = Math.Exp(terms[k] - max);
            sum += max + Math.Log(total);

            double scale = cotangent / total;
            for (int k = 0; k < components; k++)
            {
                double responsibility = terms[k] * scale;
                dWeights[k] += responsibility;
                Span<double> c = centred.AsSpan(k * d, d), q = rotated.AsSpan(k * d, d), dMean = dMeans.Slice(k * d, d), dC = dCentred;
                dC.Clear();
                int start = k * size;
                for (int row = 0; row < q.Length; row++)
                {
                    double dQ = responsibility * q[row];
                    ReadOnlySpan<double> factor = factors.AsSpan(start, row + 1), head = c[..factor.Length];
                    Span<double> dFactor = dFactors.AsSpan(start, factor.Length), dHead = dC[..factor.Length];
                    for (int column = 0; column < factor.Length; column++)
                    {
                        dFactor[column] -= dQ * head[column];
                        dHead[column] += dQ * factor[column];
                    }
                    start += row + 1;
                }
                for (int j = 0; j < dMean.Length; j++) dMean[j] += dC[j];
            }
        }

        double logSumExp = LogSumExp(alphas);
        double penalty = 0;
        for (int k = 0; k < components; k++)
        {
            dAlphas[k] += dWeights[k] - cotangent * n * Math.Exp(alphas[k] - logSumExp);
            double squares = 0, logDeterminant = 0;
            for (int row = 0; row < d; row++)
            {
                int start = k * size + row * (row + 1) / 2;
                for (int column = 0; column < row; column++)
                {
                    int packed = k * size + PackedIndex(d, row, column);
                    squares += icf[packed] * icf[packed];
                    dIcf[packed] += dFactors[start + column] + cotangent * gamma * gamma * icf[packed];
                }
                double diagonal = factors[start + row];
                squares += diagonal * diagonal;
                logDeterminant += icf[k * size + row];
                dIcf[k * size + row] += dFactors[start + row] * diagonal + dWeights[k] + cotangent * (gamma * gamma * diagonal * diagonal - m);
            }
            penalty += 0.5 * gamma * gamma * squares - m * logDeterminant;
        }
        return sum - n * logSumExp - n * d * 0.5 * Math.Log(2 * Math.PI) + penalty - components * WishartNormalisation(d, d + m + 1, gamma);
    }

    private static int PackedIndex(int d, int row, int column) => d + column * (2 * d - column - 1) / 2 + row - column - 1;

    private static double WishartNormalisation(int d, int degrees, double gamma)
    {
        double logGamma = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (int j = 0; j < d; j++)
        {
            int h = degrees - j;
            for (; h > 2; h -= 2) logGamma += Math.Log(0.5 * (h - 2));
            if (h == 1) logGamma += 0.5 * Math.Log(Math.PI);
        }
        return degrees * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - logGamma;
    }

    private static double LogSumExp(double[] terms)
    {
        double max = terms.Max(), sum = 0;
        foreach (double term in terms) sum += Math.Exp(term - max);
        return max + Math.Log(sum);
    }
}
