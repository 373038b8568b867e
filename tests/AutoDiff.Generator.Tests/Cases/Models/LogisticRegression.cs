namespace Cases.Models;

public static partial class LogisticRegression
{
    [Differentiable]
    public static double Loss(ReadOnlySpan<double> weights, [NoGradient] double[][] x, int[] label, double penalty)
    {
        double loss = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = 0;
            for (int j = 0; j < weights.Length; j++) z += weights[j] * x[i][j];
            loss += Math.Log(1 + Math.Exp(label[i] == 1 ? -z : z));
        }
        double norm = 0;
        foreach (double w in weights) norm += w * w;
        return loss / x.Length + penalty * norm;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -1.5 }, new double[][] { [1, 2], [0.5, -1], [3, 0.25] }, new[] { 1, 0, 1 }, 0.1]];
}
