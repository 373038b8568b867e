namespace Cases.Patterns;

/// <summary>List patterns on arrays and spans.</summary>
public static partial class Lists
{
    [Differentiable]
    public static double ByLength(double[] x) => x switch
    {
        [] => 0,
        [var only] => only * only,
        [var first, var second] => first * second,
        [> 0, _, .. , var last] => x[0] * last,
        [var first, .., < 0 and > -10 and var last] => first - last * last,
        _ => x[1],
    };

    [Differentiable]
    public static double Ends(ReadOnlySpan<double> x, double y)
    {
        if (x is [var first, .., var last] && last > first) return (last - first) * y;
        return x is not [0, ..] and { Length: > 2 } ? y * x[2] : y;
    }

    [Differentiable]
    public static double Total(ReadOnlySpan<double> x) => x is [var head, .. var rest] ? head * Sum(rest) : 0;

    private static double Sum(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double element in x) sum += element * element;
        return sum;
    }

    public static IEnumerable<object[]> ByLengthPoints =>
        [[new double[] { 1.5 }], [new double[] { 1.5, 2 }], [new double[] { 1.5, 2, 3 }], [new double[] { -1.5, 2, -3 }], [new double[] { -1.5, 2, 3 }]];

    public static IEnumerable<object[]> EndsPoints => [[new double[] { 1, 2, 3 }, 0.5], [new double[] { 3, 2, 1 }, 0.5], [new double[] { 3, 2 }, 0.5]];

    public static IEnumerable<object[]> TotalPoints => [[new double[] { 1, 2, 3 }]];
}
