namespace Cases.Lanes;

/// <summary>Numbers of iterations that do not fill vectors, from none to thirty-three.</summary>
public static partial class Rests
{
    // What does not fill a vector runs in one with iterations before it: they run once more, and what they add counts once. Here they add to a sum, in branches, to numbers that all share, and to some that data choose.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Score(double[] x, double[] weights, int[] groups)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < weights.Length; k++) sum += Math.Exp(weights[k] * x[i]);
            double score = weights[groups[i]] * Math.Log(sum);
            if (score > 1) total += score * score;
            else total -= x[i];
        }
        return total;
    }

    // The same is written once more, to memory that the loop does not read.
    [Differentiable]
    public static float[] Blurred(float[] x, float width)
    {
        float[] y = new float[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = MathF.Exp(-width * x[i] * x[i]);
        float[] z = new float[x.Length];
        for (int i = 0; i + 1 < x.Length; i++) z[i] = MathF.Tanh(y[i] + width * y[i + 1]);
        return z;
    }

    // In place: nothing runs once more.
    [Differentiable]
    public static void Damped(Span<double> x, double factor)
    {
        for (int i = 0; i < x.Length; i++) x[i] = Math.Sin(factor * x[i]) + x[i] * x[i];
    }

    public static IEnumerable<object[]> ScorePoints => [.. Sizes.Select(n => new object[] { Numbers(n), new[] { 0.3, -0.4, 1.1 }, Enumerable.Range(0, n).Select(i => i * i % 3).ToArray() })];

    public static IEnumerable<object[]> BlurredPoints => [.. Sizes.Select(n => new object[] { Numbers(n).Select(x => (float)x).ToArray(), 0.7f })];

    public static IEnumerable<object[]> DampedPoints => [.. Sizes.Select(n => new object[] { Numbers(n), 0.9 })];

    private static IEnumerable<int> Sizes => [.. Enumerable.Range(0, 20), 23, 31, 32, 33];

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => 1.3 * Math.Sin(2.1 * i + 0.4))];
}
