namespace Cases.Stop;

/// <summary>The gradients of intermediate values are added to objects on the way: of a number in a loop, of a tensor in a branch.</summary>
public static partial class Retained
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Wave(double x, Tensor<double> t, RetainedGradient<double> inner, RetainedTensorGradient<double> outer)
    {
        double sum = 0;
        for (int i = 1; i < 4; i++) sum += Math.Sin(Gradient.Retain(x * i, inner));
        if (sum > -10) sum += Tensor.Exp(Gradient.Retain(t * x, outer)).Sum().Item();
        return sum;
    }

    public static IEnumerable<object[]> Points => [[0.4, (Tensor<double>)(double[])[0.3, -0.2], new RetainedGradient<double>(), new RetainedTensorGradient<double>()]];
}
