namespace Cases.Arrays;

public static partial class Slices
{
    private static double Sum(ReadOnlySpan<double> v)
    {
        double s = 0;
        foreach (double e in v) s += e * e;
        return s;
    }

    [Differentiable]
    public static double Parts(ReadOnlySpan<double> x)
    {
        ReadOnlySpan<double> tail = x[1..], middle = tail[..^1];
        double s = Sum(middle) * x[^1] + tail[0];
        s += Sum(x.Slice(1, 2)) * Sum(x[^2..]) - x[..1][0];
        return s * middle.Length;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }], [new[] { 0.5, 1.5, -0.75 }]];
}
