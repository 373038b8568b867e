/// <summary>Values, gradients and directional derivatives of another method, mixed in one formula.</summary>
public static partial class Sensitivity
{
    public static IEnumerable<object[]> ModelPoints => [[0.7, new[] { 0.4, -0.6 }]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Model(double a, double[] x)
    {
        double product = a;
        for (int i = 0; i < x.Length; i++) product *= 1 + a * Math.Sin(x[i]);
        return product;
    }

    public static IEnumerable<object[]> RegularizedPoints => [[0.7, new[] { 0.4, -0.6 }], [-0.3, new[] { 1.2 }]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Regularized(double a, double[] x)
    {
        (double value, var gradient) = ModelValueAndGradient(a, x);
        double norm = gradient.a * gradient.a;
        foreach (double g in gradient.x) norm += g * g;
        return value + 0.5 * norm;
    }

    public static IEnumerable<object[]> AlongPoints => [[0.7, new[] { 0.4, -0.6 }, new[] { 1.0, 0.5 }]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Along(double a, double[] x, double[] direction)
    {
        var (value, tangent) = ModelJvp(a, x, 0.5, direction);
        return tangent * tangent + value;
    }

    public static IEnumerable<object[]> PulledPoints => [[0.7, new[] { 0.4, -0.6 }, 1.3]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Pulled(double a, double[] x, double weight)
    {
        double[] dX = new double[x.Length];
        double dA = weight * a;
        double value = ModelVjp(a, x, weight * weight, ref dA, dX);
        return value * dA + dX[0] * dX[x.Length - 1];
    }
}
