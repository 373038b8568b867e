static partial class Sensitivity
{
    [Differentiable(Order = 2)]
    public static double G(double[] x) => x[0] * x[0] * x[1];

    [Differentiable]
    public static double F(double[] x) => GHessian(x)[0, 1]; // AD0023
}
