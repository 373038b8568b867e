/// <summary>A third derivative: the second derivative of a function, differentiated again. Order says how often that can be asked for.</summary>
public static partial class Third
{
    [Differentiable(Order = 3)]
    public static double Wave(double x) => x * x * Math.Sin(x);

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Bend(double x) => WaveHessian(x) + WaveHvp(x, 2 * x) * WaveGradient(x);

    public static IEnumerable<object[]> Points => [[0.7], [-1.3]];
}
