namespace Cases.Checkpoint;

/// <summary>A long loop whose body is a method: one number is recorded for each iteration, whatever the body computes.</summary>
public static partial class Simulation
{
    [Checkpoint]
    private static double Step(double state, double[] p)
    {
        double x = state;
        for (int k = 0; k < p.Length; k++) x = Math.Tanh(x * p[k]) + 0.1 * x * x;
        return x;
    }

    [Differentiable]
    public static double Run(double state, double[] p, int steps)
    {
        for (int i = 0; i < steps; i++) state = Step(state, p);
        return state;
    }

    public static IEnumerable<object[]> Points => [[0.5, new double[] { 1.1, -0.7, 0.9 }, 6], [0.25, new double[] { 0.5 }, 0]];
}
