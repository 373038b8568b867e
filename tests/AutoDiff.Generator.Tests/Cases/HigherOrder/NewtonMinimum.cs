/// <summary>Newton's method for a minimum, with the gradient and the Hessian of the loss in each step: how the result depends on the data takes third derivatives.</summary>
public static partial class NewtonMinimum
{
    [Differentiable(Order = 3)]
    public static double Bowl(double[] w) => Math.Exp(w[0] + 0.5 * w[1]) + w[0] * w[0] * w[1] + w[1] * w[1] * w[1] * w[1] + 2 * w[0] * w[0];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Step(double x, double y)
    {
        double[] w = [x, y];
        double[] gradient = BowlGradient(w);
        double[,] hessian = BowlHessian(w);
        double determinant = hessian[0, 0] * hessian[1, 1] - hessian[0, 1] * hessian[1, 0];
        w[0] -= (hessian[1, 1] * gradient[0] - hessian[0, 1] * gradient[1]) / determinant;
        w[1] -= (hessian[0, 0] * gradient[1] - hessian[1, 0] * gradient[0]) / determinant;
        return Bowl(w);
    }

    public static IEnumerable<object[]> BowlPoints => [[new double[] { 0.3, -0.2 }]];

    public static IEnumerable<object[]> StepPoints => [[0.4, 0.9]];
}
