namespace Cases.Loops;

public static partial class ReassignedInBranch
{
    [Differentiable]
    public static double Walk(double[] x)
    {
        double state = 1, best = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double t = x[i] * state;
            if (t > best)
            {
                best = t;
                state = state * x[i] + 1;
            }
            else if (t < 0) state = -t;
            best += 0.1 * state;
        }
        return best * state;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, 0.5, -2, 3, 0.25 }], [new[] { -0.5 }], [new double[0]]];
}
