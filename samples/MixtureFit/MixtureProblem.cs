using AutoDiff.Samples;

namespace MixtureFit;

/// <summary>Points and a mixture's parameters, in the layout of <see cref="GaussianMixture"/>.</summary>
public sealed record MixtureProblem(double[] Alphas, double[] Means, double[] Icf, double[] X, double WishartGamma, int WishartM)
{
    public int Components => Alphas.Length;

    public int Dimensions => Means.Length / Alphas.Length;

    public int Points => X.Length / Dimensions;

    /// <summary>Reads a file of ADBench: d, k, n, then alphas, means, factors, points and the two numbers of the Wishart prior.</summary>
    /// <exception cref="InvalidDataException">The file is not of that format.</exception>
    public static MixtureProblem Read(string path)
    {
        NumberReader reader = new(path);
        int d = reader.PositiveInteger(), k = reader.PositiveInteger(), n = reader.PositiveInteger();
        return new(reader.Doubles(k), reader.Doubles(k * d), reader.Doubles(k * d * (d + 1) / 2), reader.Doubles(n * d), reader.Double(), reader.Integer());
    }

    /// <summary>
    /// Points drawn from a random mixture, and a start for fitting it: equal weights, means at points that lie far apart, unit covariances.
    /// </summary>
    public static (MixtureProblem Start, MixtureProblem Truth) Generate(int d, int k, int n, int seed)
    {
        Random random = new(seed);
        int size = d * (d + 1) / 2;
        double[] Gaussians(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => scale * random.NextGaussian())];

        double[] alphas = Gaussians(k, 0.5), means = Gaussians(k * d, 4), icf = Gaussians(k * size, 0.3), x = new double[n * d];
        double[] cumulative = [.. alphas.Select((_, i) => alphas.Take(i + 1).Sum(Math.Exp))];
        for (int i = 0; i < n; i++)
        {
            double u = random.NextDouble() * cumulative[^1];
            int component = Array.FindIndex(cumulative, c => u < c);
            Draw(random, means.AsSpan(component * d, d), icf.AsSpan(component * size, size), x.AsSpan(i * d, d));
        }

        return (new(new double[k], Spread(random, x, d, k), new double[k * size], x, 1, 0), new(alphas, means, icf, x, 1, 0));
    }

    /// <summary>k of the points, each drawn with a probability proportional to its squared distance from those chosen before (k-means++).</summary>
    private static double[] Spread(Random random, double[] x, int d, int k)
    {
        int n = x.Length / d;
        double[] chosen = new double[k * d], distances = [.. Enumerable.Repeat(1.0, n)];
        for (int c = 0; c < k; c++)
        {
            double u = random.NextDouble() * distances.Sum();
            int pick = 0;
            while (pick < n - 1 && (u -= distances[pick]) > 0) pick++;
            x.AsSpan(pick * d, d).CopyTo(chosen.AsSpan(c * d));
            for (int i = 0; i < n; i++)
            {
                double squared = 0;
                for (int j = 0; j < d; j++) squared += Math.Pow(x[i * d + j] - chosen[c * d + j], 2);
                distances[i] = c == 0 ? squared : Math.Min(distances[i], squared);
            }
        }
        return chosen;
    }

    /// <summary>A point of one component: mean + Q⁻¹z with z standard normal, by forward substitution.</summary>
    private static void Draw(Random random, ReadOnlySpan<double> mean, ReadOnlySpan<double> icf, Span<double> point)
    {
        int d = mean.Length;
        for (int row = 0; row < d; row++)
        {
            double z = random.NextGaussian();
            for (int column = 0; column < row; column++)
                z -= icf[d + column * (2 * d - column - 1) / 2 + row - column - 1] * (point[column] - mean[column]);
            point[row] = mean[row] + z / Math.Exp(icf[row]);
        }
    }
}
