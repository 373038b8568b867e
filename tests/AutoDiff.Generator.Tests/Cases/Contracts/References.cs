namespace Cases.Contracts;

/// <summary>Calls that stay calls, with parameters by reference: what they leave there has a cotangent, which the sink holds first.</summary>
public static partial class References
{
    [Checkpoint]
    private static void Step(ref double x, ref double v, in double dt)
    {
        v -= dt * Math.Sin(x);
        x += dt * v;
    }

    // Fibonacci-like: the second value comes back in an out parameter.
    private static double Descend(double x, int depth, out double below)
    {
        if (depth == 0)
        {
            below = 1;
            return x;
        }
        double value = Descend(Math.Sin(x), depth - 1, out double inner);
        below = value * x;
        return value + 0.5 * inner * x;
    }

    private static int Scale(double[] values, ref double total, int from)
    {
        if (from == values.Length) return 0;
        total = total * values[from] + 1;
        values[from] *= 0.5;
        return 1 + Scale(values, ref total, from + 1);
    }

    [Differentiable]
    public static double Pendulum(double x, double v, double dt)
    {
        for (int i = 0; i < 6; i++) Step(ref x, ref v, dt);
        return x * v;
    }

    [Differentiable]
    public static double Pairs(double x)
    {
        double value = Descend(x, 3, out double below), ignored = Descend(value, 2, out _);
        return value * below + ignored;
    }

    [Differentiable]
    public static double Totals(double[] values, double start)
    {
        double[] state = [start, 2 * start];
        int count = Scale(values, ref state[1], 0);
        return state[1] * state[0] + count * values[0];
    }

    public static IEnumerable<object[]> PendulumPoints => [[0.75, 0.25, 0.125]];

    public static IEnumerable<object[]> PairsPoints => [[0.75]];

    public static IEnumerable<object[]> TotalsPoints => [[new[] { 1.5, -0.5, 2 }, 0.75]];
}
