namespace Cases.Finance;

public static partial class BrownianPath
{
    [Differentiable]
    public static double AsianCall(double spot, double drift, double volatility, double strike, [NoGradient] double[][] noise)
    {
        double payoff = 0;
        foreach (double[] path in noise)
        {
            double dt = 1.0 / path.Length, s = spot, average = 0;
            for (int i = 0; i < path.Length; i++)
            {
                s *= Math.Exp((drift - 0.5 * volatility * volatility) * dt + volatility * Math.Sqrt(dt) * path[i]);
                average += s;
            }
            payoff += Math.Max(average / path.Length - strike, 0);
        }
        return payoff / noise.Length;
    }

    public static IEnumerable<object[]> Points => [[1.1, 0.05, 0.3, 1, new double[][] { [0.5, -0.25, 1], [-1, -2, 0.5], [0.1, 0.2, 0.3] }]];
}
