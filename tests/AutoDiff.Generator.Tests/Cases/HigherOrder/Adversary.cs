/// <summary>A step against the gradient of a loss with respect to the input, then the loss there: a vector-valued model, in place and with work arrays.</summary>
public static partial class Adversary
{
    public static IEnumerable<object[]> LossPoints => [[new double[,] { { 0.3, -0.2 }, { 0.5, 0.1 } }, new[] { 0.6, -0.4 }]];

    [Differentiable]
    public static double Loss(double[,] weights, double[] x)
    {
        double[] hidden = new double[x.Length];
        for (int i = 0; i < hidden.Length; i++)
        {
            for (int j = 0; j < x.Length; j++) hidden[i] += weights[i, j] * x[j];
            hidden[i] = Math.Tanh(hidden[i]);
        }
        double loss = 0;
        foreach (double h in hidden) loss += h * h * h;
        return loss;
    }

    public static IEnumerable<object[]> RobustPoints => [[new double[,] { { 0.3, -0.2 }, { 0.5, 0.1 } }, new[] { 0.6, -0.4 }, 0.2]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Robust(double[,] weights, double[] x, double size)
    {
        double[] worse = new double[x.Length];
        var gradient = LossGradient(weights, x);
        for (int i = 0; i < x.Length; i++) worse[i] = x[i] + size * gradient.x[i];
        return Loss(weights, worse);
    }
}
