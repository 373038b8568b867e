/// <summary>The second derivative of a function of one number.</summary>
public static partial class Curvature
{
    public static IEnumerable<object[]> Points => [[0.7], [-1.3]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Wave(double x) => x * Math.Sin(x) / (1 + x * x);
}
