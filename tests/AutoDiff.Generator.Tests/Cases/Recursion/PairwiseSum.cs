namespace Cases.Recursion;

/// <summary>Tree recursion over a span: each half by itself.</summary>
public static partial class PairwiseSum
{
    [Differentiable]
    public static double SumOfSquares(ReadOnlySpan<double> x)
    {
        if (x.Length <= 2)
        {
            double s = 0;
            foreach (double value in x) s += value * value;
            return s;
        }
        int half = x.Length / 2;
        return SumOfSquares(x[..half]) + SumOfSquares(x[half..]);
    }

    public static IEnumerable<object[]> Points => [[new double[] { 1, -2, 3, 0.5, 4, -1, 2 }], [new double[] { 3 }]];
}
