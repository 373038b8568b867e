namespace Cases.Traps;

public static partial class UntakenLogarithm
{
    [Differentiable]
    public static double Entropy(double[] p)
    {
        double h = 0;
        for (int i = 0; i < p.Length; i++) h -= p[i] > 0 ? p[i] * Math.Log(p[i]) : 0;
        return h;
    }

    public static object?[] ExpectedGradients => [new object[] { new[] { 0, -Math.Log(0.5) - 1, -Math.Log(0.5) - 1 } }, null];

    public static IEnumerable<object[]> Points => [[new[] { 0, 0.5, 0.5 }], [new[] { 0.25, 0.75 }]];
}
