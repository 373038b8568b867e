namespace Cases.Patterns;

/// <summary>Index and Range as values.</summary>
public static partial class Positions
{
    [Differentiable]
    public static double Trimmed(double[] x, int margin)
    {
        Index last = ^1, first = margin;
        Range inner = first..^margin;
        ReadOnlySpan<double> middle = x.AsSpan()[inner];
        double sum = x[last] * x[first];
        foreach (double element in middle) sum += element * element;
        double[] copy = x[..last];
        copy[^1] *= sum;
        return copy[^1] + sum;
    }

    [Differentiable]
    public static double Chosen(double[] x, Index at, Range part)
    {
        double sum = x[at] * x[0];
        foreach (double element in x[part]) sum += element * element * x[at];
        return sum;
    }

    public static IEnumerable<object[]> TrimmedPoints => [[new double[] { 0.5, -1, 2, 1.5, 0.25 }, 1]];

    public static IEnumerable<object[]> ChosenPoints => [[new double[] { 0.5, -1, 2, 1.5, 0.25 }, ^2, 1..^1]];
}
