namespace Cases.Loops;

/// <summary>Spans that loops move along: over the rest, from both ends, in a branch, in two loops, written through.</summary>
public static partial class MovingSpans
{
    [Differentiable]
    public static double Rest(ReadOnlySpan<double> x, double rate)
    {
        double sum = 0, weight = 1;
        while (!x.IsEmpty)
        {
            sum += weight * x[0] * x[0];
            weight *= rate;
            x = x[1..];
        }
        return sum;
    }

    [Differentiable]
    public static double Fold(double[] x)
    {
        ReadOnlySpan<double> rest = x;
        double sum = 0;
        while (rest.Length > 1)
        {
            sum += rest[0] * rest[^1];
            rest = rest[1..^1];
        }
        foreach (double middle in rest) sum += middle * middle * middle;
        return sum;
    }

    [Differentiable]
    public static void Smooth(Span<double> x, double weight)
    {
        for (Span<double> rest = x; rest.Length >= 2; rest = rest.Slice(1))
            rest[1] = weight * rest[0] + (1 - weight) * rest[1];
    }

    [Differentiable]
    public static double Skip(Span<double> x, int count)
    {
        double sum = 0;
        Span<double> rest = x[1..];
        for (int i = 0; i < count; i++)
        {
            if (rest.Length > 0 && rest[0] < 0) rest = rest[1..];
            else
            {
                for (int k = 0; k < 2 && rest.Length > 1; k++)
                {
                    sum += rest[0] * rest[1];
                    rest = rest[..^1][1..];
                }
            }
        }
        return sum * (rest.Length > 0 ? rest[0] : x[0]);
    }

    public static IEnumerable<object[]> RestPoints => [[new[] { 0.5, -1.25, 2.0 }, 0.75], [Array.Empty<double>(), 0.75]];

    public static IEnumerable<object[]> FoldPoints => [[new[] { 0.5, -1.25, 2.0, 3.0, 1.5 }], [new[] { 0.5, -1.25 }]];

    public static IEnumerable<object[]> SmoothPoints => [[new[] { 0.5, -1.25, 2.0, 3.0 }, 0.25]];

    public static IEnumerable<object[]> SkipPoints => [[new[] { 9, -0.5, 1.25, 2.0, 3.0, -1.5, 0.75, 4, 2 }, 3], [new[] { 9, -0.5, 1.25 }, 4]];
}
