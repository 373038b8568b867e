namespace Cases.Models;

/// <summary>One pass, rescaled whenever the maximum grows.</summary>
public static partial class LogSumExpOnline
{
    [Differentiable]
    public static double OnePass(ReadOnlySpan<double> x)
    {
        double max = double.NegativeInfinity, s = 0;
        foreach (double v in x)
        {
            if (v > max)
            {
                s = s * Math.Exp(max - v) + 1;
                max = v;
            }
            else s += Math.Exp(v - max);
        }
        return max + Math.Log(s);
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }], [new[] { 1000, 1000.5, -2000, 1001 }], [new[] { -3000.0 }]];
}
