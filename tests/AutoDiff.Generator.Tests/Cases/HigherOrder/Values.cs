namespace Cases.HigherOrder;

/// <summary>FValue: what a method computes, as derivatives run: with the derivatives that it calls written out in it, and without any.</summary>
public static partial class Values
{
    [Differentiable]
    public static double Distance(ReadOnlySpan<double> numbers, double mark)
    {
        double stretch = 0.5 * mark;
        if (numbers[1] > 0.2) stretch = Math.Exp(-numbers[0]) * numbers[1];
        return stretch * Math.Sin(numbers[2]) + numbers[3] * mark;
    }

    [Differentiable]
    public static double Angle(ReadOnlySpan<double> numbers, double mark)
    {
        double stretch = 0.5 * mark;
        if (numbers[1] > 0.2) stretch = Math.Exp(-numbers[0]) * numbers[1];
        return stretch / (numbers[2] + 2);
    }

    // Two small derivatives for each iteration, each a row; they share the exponential.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward | DerivativeModes.Value)]
    public static void Rows(ReadOnlySpan<double> numbers, Span<double> values, Span<double> rows)
    {
        for (int o = 0; o < numbers.Length / 4; o++)
        {
            ReadOnlySpan<double> own = numbers.Slice(4 * o, 4);
            double dMark = 0;
            values[2 * o] = DistanceVjp(own, 0.7, 1, rows.Slice(4 * (2 * o), 4), ref dMark);
            values[2 * o + 1] = AngleVjp(own, 0.7, 1, rows.Slice(4 * (2 * o + 1), 4), ref dMark);
        }
    }

    // Without derivatives too.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward | DerivativeModes.Value)]
    public static double Total(double[] numbers, ref double scale)
    {
        double total = 0;
        for (int i = 0; i < numbers.Length; i++) total += Math.Exp(-numbers[i]) * Math.Cos(scale * numbers[i]);
        scale = total / 4;
        return total;
    }

    public static IEnumerable<object[]> RowsPoints => [.. Sizes.Select(n => new object[] { Numbers(4 * n), new double[2 * n], Numbers(8 * n) })];

    public static IEnumerable<object[]> TotalPoints => [.. Sizes.Select(n => new object[] { Numbers(n), 0.8 })];

    public static IEnumerable<object[]> DistancePoints => [[Numbers(4), 0.7]];

    public static IEnumerable<object[]> AnglePoints => [[Numbers(4), 0.7]];

    private static IEnumerable<int> Sizes => [0, 1, 2, 3, 4, 5, 8, 9, 21];

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => 0.4 + Math.Sin(2.1 * i + 0.4))];
}
