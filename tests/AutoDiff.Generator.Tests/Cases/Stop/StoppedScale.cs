namespace Cases.Stop;

/// <summary>A scale that is computed from the data, but not differentiated; and a stopped part of a sum.</summary>
public static partial class StoppedScale
{
    [Differentiable]
    public static double Scaled(double x, double y)
    {
        double norm = Gradient.Stop(Math.Sqrt(x * x + y * y));
        return x * y / norm + Gradient.Stop(x) * y;
    }

    public static IEnumerable<object[]> Points => [[3.0, 4.0]];

    // (y / 5, x / 5 + 3)
    public static object[] ExpectedGradients => [new object[] { 0.8, 3.6 }];
}
