namespace Cases.Lanes;

/// <summary>Branches that only some of the iterations take, and what must not happen in those that are not taken.</summary>
public static partial class Choices
{
    // Which branch is taken differs from iteration to iteration; the second reads elements that the first iteration does not have.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Roughness(double[] x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] < 0) sum += Math.Exp(x[i] / scale);
            else if (i > 0)
            {
                double step = x[i] - x[i - 1];
                sum += Math.Sqrt(1 + step * step * scale);
                if (step > 0.5) sum -= 0.25 * step;
            }
        }
        return sum;
    }

    // Not a number in the branch that is not taken.
    [Differentiable]
    public static double Roots(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] > 0 ? Math.Sqrt(x[i]) * Math.Sin(x[i]) : Math.Cos(x[i]);
        return sum;
    }

    // Divides by zero only where the branch is taken: in none of the iterations of the second point.
    [Differentiable]
    public static double Steps(double[] x, int length, int count)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double y = Math.Exp(x[i]);
            if (x[i] > 1.2) y *= length / count;
            sum += y * Math.Cos(x[i]);
        }
        return sum;
    }

    public static IEnumerable<object[]> RoughnessPoints => [[Numbers(21), 1.5], [Numbers(6), 0.75]];

    public static IEnumerable<object[]> RootsPoints => [[Numbers(19)], [Numbers(6)]];

    public static IEnumerable<object[]> StepsPoints => [[Numbers(21), 7, 2], [Numbers(18).Select(x => 0.5 * x).ToArray(), 7, 0]];

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => 1.5 * Math.Sin(2.3 * i + 0.4))];
}
