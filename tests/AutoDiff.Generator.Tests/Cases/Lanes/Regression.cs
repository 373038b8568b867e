namespace Cases.Lanes;

/// <summary>A loss over points of several coordinates, which stand one after the other.</summary>
public static partial class Regression
{
    // The logistic loss: the points one after the other in x, of d coordinates each.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Loss(double[] weights, double bias, [NoGradient] double[] x, [NoGradient] double[] label)
    {
        int d = weights.Length;
        double sum = 0;
        for (int i = 0; i < label.Length; i++)
        {
            double margin = bias;
            for (int j = 0; j < d; j++) margin += weights[j] * x[i * d + j];
            sum += Math.Log(1 + Math.Exp(-label[i] * margin));
        }
        return sum / label.Length;
    }

    public static IEnumerable<object[]> Points => [Point(21), Point(6), Point(1)];

    private static object[] Point(int n) => [new[] { 0.5, -0.25, 0.75 }, 0.1, Enumerable.Range(0, 3 * n).Select(i => Math.Sin(1.7 * i)).ToArray(), Enumerable.Range(0, n).Select(i => i % 3 == 0 ? 1.0 : -1.0).ToArray()];
}
