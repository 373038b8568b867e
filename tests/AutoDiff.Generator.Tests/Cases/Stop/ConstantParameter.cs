namespace Cases.Stop;

/// <summary>A called method's own <c>[NoGradient]</c> parameters, and a setting that may change but is not differentiated.</summary>
public static partial class ConstantParameter
{
    [NoGradient]
    public static double Offset { get; set; } = 0.5;

    private static double Attention(double query, [NoGradient] double key, [NoGradient] double[] weights) => query * key * weights[0] + Offset;

    [Differentiable]
    public static double Score(double x, double[] w) => Attention(x, x, w) + x;

    public static IEnumerable<object[]> Points => [[3.0, new double[] { 2, 1 }]];

    public static object[] ExpectedGradients => [new object[] { 7.0, new double[] { 0, 0 } }];
}
