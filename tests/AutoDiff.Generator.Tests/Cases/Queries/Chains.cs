using System.Linq;

namespace Cases.Queries;

/// <summary>Queries of several steps, in variables, as arguments, gone through twice, with elements that a condition drops.</summary>
public static partial class Chains
{
    public readonly record struct Sample(double Time, double Value);

    [Differentiable]
    public static double Positive(double[] x, double limit) => x.Where(v => v > limit).Select(v => Math.Log(v)).Sum();

    [Differentiable]
    public static double[] Kept(double[] x) => x.Where(v => v > 0).Select(v => v * v).ToArray();

    [Differentiable]
    public static double MeanOfKept(double[] x) => x.Where((v, i) => i % 2 == 0).Average() * x.Where(v => v > 0).Max();

    [Differentiable]
    public static double[] Smooth(double[] x) => x.Zip(x.Skip(1), (a, b) => 0.5 * (a + b)).ToArray();

    [Differentiable]
    public static double Twice(double[] x, double weight)
    {
        IEnumerable<double> scaled = x.Select(v => v * weight);
        weight *= 2;
        var positive = from v in scaled where v > 0 select v * v;
        return Norm(scaled) + positive.Sum() + Norm(x.Take(2).Concat(scaled));
    }

    /// <summary>A function of a query may change what it captures.</summary>
    [Differentiable]
    public static double Decaying(double[] x, double rate)
    {
        double weight = 1;
        IEnumerable<double> decaying = x.Select(v => v * (weight *= rate));
        return decaying.Sum() + decaying.ToArray()[1] * weight;
    }

    private static double Norm(IEnumerable<double> x)
    {
        double sum = 0;
        foreach (double v in x)
        {
            if (v == 0) continue;
            sum += v * v;
        }
        return Math.Sqrt(sum);
    }

    [Differentiable]
    public static double FirstAbove(double[] x, double limit)
    {
        foreach (double v in x.Select(v => v * v))
            if (v > limit) return v * limit;
        return limit;
    }

    [Differentiable]
    public static double Range(double[] x) => x.Max() - x.Min() + x.Max(Math.Abs) * x.First() - x.Last();

    [Differentiable]
    public static double Trapezoids(Sample[] samples) =>
        samples.Zip(samples.Skip(1)).Sum(pair => (pair.Second.Time - pair.First.Time) * 0.5 * (pair.First.Value + pair.Second.Value));

    [Differentiable]
    public static double Early(Sample[] samples, [NoGradient] double until) => samples.Where(s => s.Time < until).Sum(s => s.Value * s.Time);

    [Differentiable]
    public static double Guarded(double[] x) => x.Any(v => v > 1.5) && x.All(v => v < 9) ? x.Sum() * x.Count(v => v > 0) : x[0];

    public static IEnumerable<object[]> PositivePoints => [[new[] { 0.5, -1.25, 2.0, 3.0 }, 0.25]];

    public static IEnumerable<object[]> KeptPoints => [[new[] { 0.5, -1.25, 2.0, 3.0 }]];

    public static IEnumerable<object[]> MeanOfKeptPoints => [[new[] { 0.5, -1.25, 2.0, 3.0 }]];

    public static IEnumerable<object[]> SmoothPoints => [[new[] { 0.5, -1.25, 2.0, 3.0 }]];

    public static IEnumerable<object[]> TwicePoints => [[new[] { 0.5, -1.25, 2.0 }, 0.75]];

    public static IEnumerable<object[]> DecayingPoints => [[new[] { 0.5, -1.25, 2.0 }, 0.75]];

    public static IEnumerable<object[]> FirstAbovePoints => [[new[] { 0.5, -1.25, 2.0 }, 1.0], [new[] { 0.5 }, 1.0]];

    public static IEnumerable<object[]> RangePoints => [[new[] { 0.5, -1.25, 2.0 }]];

    public static IEnumerable<object[]> TrapezoidsPoints => [[new Sample[] { new(0, 1), new(0.5, -1.25), new(2, 3) }]];

    public static IEnumerable<object[]> EarlyPoints => [[new Sample[] { new(0, 1), new(0.5, -1.25), new(2, 3) }, 1.0]];

    public static IEnumerable<object[]> GuardedPoints => [[new[] { 0.5, -1.25, 2.0 }], [new[] { 0.5, -1.25 }]];
}
