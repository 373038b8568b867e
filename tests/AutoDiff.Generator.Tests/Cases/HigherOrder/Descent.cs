/// <summary>Gradient descent as a function of its learning rate and its start: the gradient inside the loop is differentiated again.</summary>
public static partial class Descent
{
    public static IEnumerable<object[]> BowlPoints => [[new[] { 0.5, -1.0 }]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Bowl(double[] w)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++) sum += (i + 1) * w[i] * w[i] + Math.Cos(w[i]) * w[0];
        return sum;
    }

    public static IEnumerable<object[]> ReachedPoints => [[0.05, new[] { 0.5, -1.0, 0.3 }, 4], [0.1, new[] { 1.5, 0.2 }, 0]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Reached(double rate, double[] start, int steps)
    {
        double[] w = new double[start.Length];
        for (int i = 0; i < w.Length; i++) w[i] = start[i];
        for (int step = 0; step < steps; step++)
        {
            double[] gradient = BowlGradient(w);
            for (int i = 0; i < w.Length; i++) w[i] -= rate * gradient[i];
        }
        return Bowl(w);
    }
}
