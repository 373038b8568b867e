using System.Linq;

namespace Cases.Queries;

/// <summary>Sums, averages and folds of queries: each is one loop, without an array in between.</summary>
public static partial class Sums
{
    [Differentiable]
    public static double Squares(double[] x) => x.Select(v => v * v).Sum();

    [Differentiable]
    public static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    [Differentiable]
    public static float Mean(float[] x, float scale) => x.Average(v => v * scale) + x.Sum() * x[0];

    [Differentiable]
    public static double Variance(double[] x)
    {
        double mean = x.Average();
        return x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1);
    }

    [Differentiable]
    public static double Horner(double[] coefficients, double at) => coefficients.Reverse().Aggregate(0.0, (sum, c) => sum * at + c);

    [Differentiable]
    public static double Product(double[] x) => x.Aggregate((a, b) => a * b);

    [Differentiable]
    public static double Polynomial(double[] coefficients, double at, int terms) =>
        Enumerable.Range(0, terms).Sum(i => coefficients[i] * Math.Pow(at, i));

    [Differentiable]
    public static double Pairs(double[] x, double[] y) => x.Sum(a => y.Sum(b => Math.Sin(a * b)));

    public static IEnumerable<object[]> SquaresPoints => [[new[] { 0.5, -1.25, 2.0 }], [Array.Empty<double>()]];

    public static IEnumerable<object[]> DistancePoints => [[new[] { 0.5, -1.25, 2.0 }, new[] { 1.5, 2.0 }]];

    public static IEnumerable<object[]> MeanPoints => [[new[] { 0.5f, -1.25f, 2 }, 0.75f]];

    public static IEnumerable<object[]> VariancePoints => [[new[] { 0.5, -1.25, 2.0, 3.5 }]];

    public static IEnumerable<object[]> HornerPoints => [[new[] { 0.5, -1.25, 2.0 }, 0.75]];

    public static IEnumerable<object[]> ProductPoints => [[new[] { 0.5, -1.25, 2.0 }], [new[] { 3.0 }]];

    public static IEnumerable<object[]> PolynomialPoints => [[new[] { 0.5, -1.25, 2.0, 1.5 }, 0.75, 3]];

    public static IEnumerable<object[]> PairsPoints => [[new[] { 0.5, -1.25, 2.0 }, new[] { 0.25, 1.5 }]];
}
