namespace Cases.Lanes;

/// <summary>Signs of numbers, which throw for what is not one.</summary>
public static partial class Signs
{
    // The sign of the point at which a polynomial is evaluated.
    [Differentiable]
    public static double Misfit(double[] x, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double t = -1 + i * 2.0 / (n - 1);
            double residual = Math.Sign(t), power = 1;
            for (int j = 0; j < x.Length; j++)
            {
                residual -= x[j] * power;
                power *= t;
            }
            sum += residual * residual;
        }
        return sum / 2;
    }

    // What is not a number has no sign: not here, where the branch is taken.
    [Differentiable]
    public static double Excess(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            if (x[i] > 0) sum += Math.Sign(Math.Sqrt(x[i]) - 1) * x[i] * x[i];
        return sum;
    }

    public static IEnumerable<object[]> MisfitPoints => [[new[] { 0.1, 0.9, -0.2, -0.3 }, 38], [new[] { 0.4, 1.1 }, 9]];

    public static IEnumerable<object[]> ExcessPoints => [[Enumerable.Range(0, 21).Select(i => 1.8 * Math.Sin(1.3 * i + 0.2)).ToArray()]];
}
