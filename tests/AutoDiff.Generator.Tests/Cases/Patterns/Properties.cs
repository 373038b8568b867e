namespace Cases.Patterns;

/// <summary>Property patterns on arrays, and tests for null.</summary>
public static partial class Properties
{
    [Differentiable]
    public static double Bounded(double[] x, double[]? weights)
    {
        double scale = weights is { Length: > 1 and < 4 } w ? w[0] + w[1] : 1;
        return x is { Length: 2 } and [_, > 0] ? scale * x[0] * x[1] : scale * x[0];
    }

    public static IEnumerable<object[]> Points =>
        [[new double[] { 1.5, 2 }, new double[] { 0.5, 0.25 }], [new double[] { 1.5, -2 }, new double[] { 0.5 }], [new double[] { 1.5, 2, 1 }, new double[] { 0.5, 0.25, 1 }]];
}
