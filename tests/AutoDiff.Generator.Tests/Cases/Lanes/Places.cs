namespace Cases.Lanes;

/// <summary>Elements that do not stand side by side: chosen by data, at a distance, backwards, and a segment for each iteration.</summary>
public static partial class Places
{
    // Elements that do not stand side by side: by an index that two iterations may share, at a distance, and backwards.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Energy(double[] theta, double[] pairs, int[] which)
    {
        double sum = 0;
        for (int i = which.Length - 1; i >= 0; i--)
        {
            double difference = pairs[2 * i] - pairs[2 * i + 1] * theta[which[i]];
            sum += Math.Log(1 + difference * difference) + i * Math.Cos(difference);
        }
        return sum;
    }

    // Each iteration has a segment of the result, read and written through a span.
    [Differentiable]
    public static void Normalized([NoGradient] int d, double[] x, Span<double> y)
    {
        for (int i = 0; i < x.Length / d; i++)
        {
            ReadOnlySpan<double> row = x.AsSpan(i * d, d);
            Span<double> result = y.Slice(i * d, d);
            double sum = 0;
            for (int j = 0; j < row.Length; j++) sum += Math.Exp(row[j]);
            for (int j = 0; j < row.Length; j++) result[j] = Math.Exp(row[j]) / sum;
        }
    }

    public static IEnumerable<object[]> EnergyPoints =>
        [[new[] { 0.5, -1.25, 0.75 }, Numbers(42), Enumerable.Range(0, 21).Select(i => i * i % 3).ToArray()], [new[] { 0.5, 1.25 }, Numbers(12), new[] { 1, 1, 1, 1, 1, 1 }]];

    public static IEnumerable<object[]> NormalizedPoints => [[3, Numbers(33), Numbers(33)], [5, Numbers(25), Numbers(25)]];

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => Math.Sin(1.9 * i + 0.3))];
}
