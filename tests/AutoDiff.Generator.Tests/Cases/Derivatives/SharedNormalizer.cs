namespace Cases.Derivatives;

/// <summary>A hand-written derivative of a method over arrays, which are overwritten after the call; and one of a differentiable method itself.</summary>
public static partial class SharedNormalizer
{
    [Differentiable]
    public static double LogSumExp(ReadOnlySpan<double> x)
    {
        double max = double.NegativeInfinity, sum = 0;
        foreach (double v in x) max = Math.Max(max, v);
        foreach (double v in x) sum += Math.Exp(v - max);
        return max + Math.Log(sum);
    }

    [DerivativeOf(typeof(SharedNormalizer), nameof(LogSumExp))]
    public static double LogSumExpDerivative(ReadOnlySpan<double> x, double cotangent, Span<double> dX)
    {
        double value = LogSumExp(x);
        for (int i = 0; i < x.Length; i++) dX[i] += cotangent * Math.Exp(x[i] - value);
        return value;
    }

    [DerivativeOf(typeof(SharedNormalizer), nameof(LogSumExp))]
    public static (double Value, double Tangent) LogSumExpTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> xDot)
    {
        double value = LogSumExp(x), tangent = 0;
        for (int i = 0; i < x.Length; i++) tangent += xDot[i] * Math.Exp(x[i] - value);
        return (value, tangent);
    }

    [Differentiable]
    public static double Annealed(double[] scores, double rate)
    {
        double[] x = (double[])scores.Clone();
        double total = 0;
        for (int k = 0; k < 3; k++)
        {
            total += LogSumExp(x);
            for (int i = 0; i < x.Length; i++) x[i] *= rate;
        }
        return total + LogSumExp(scores);
    }

    public static IEnumerable<object[]> LogSumExpPoints => [[new double[] { 1, 2, -1 }]];

    public static IEnumerable<object[]> AnnealedPoints => [[new double[] { 1, 2, -1, 0.5 }, 0.8]];
}
