/// <summary>Second derivatives of a loop whose steps run again in the reverse sweep, and write the state in place.</summary>
public static partial class Checkpoints
{
    [Checkpoint]
    private static void Step(Span<double> state, double[] p)
    {
        for (int k = 0; k < p.Length; k++) state[0] = Math.Tanh(state[0] * p[k]) + 0.1 * state[0] * state[1];
        state[1] *= p[0] * state[0];
    }

    [Checkpoint]
    private static double Energy(double x, double y) => x * Math.Exp(y) + y * Math.Sin(x * y);

    [Differentiable(Order = 2)]
    public static double Run(double[] p, int steps)
    {
        double[] state = [0.5, 0.8];
        for (int i = 0; i < steps; i++) Step(state, p);
        return Energy(state[0], state[1]) * Energy(p[0], state[0]);
    }

    public static IEnumerable<object[]> Points => [[new double[] { 1.1, -0.7, 0.9 }, 3], [new double[] { 0.5 }, 0]];
}
