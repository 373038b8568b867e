namespace Cases.Loops;

/// <summary>An inner loop's product starts anew for every pass and feeds the outer product.</summary>
public static partial class InnerProductReset
{
    [Differentiable]
    public static double Lagrange(double[] nodes, double[] values, double at)
    {
        double sum = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            double basis = 1;
            for (int j = 0; j < nodes.Length; j++)
            {
                if (j == i) continue;
                basis *= (at - nodes[j]) / (nodes[i] - nodes[j]);
            }
            sum += values[i] * basis;
        }
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -1.5, 2 }, new[] { 1.5, 2, 0.25 }, 0.75], [new[] { 0.5, -1.5, 2 }, new[] { 1.5, 2, 0.25 }, -1.5]];
}
