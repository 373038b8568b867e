namespace Cases.Loops;

/// <summary>A minimum by comparison, and the drawdown from the running maximum.</summary>
public static partial class RunningMinimum
{
    [Differentiable]
    public static double Drawdown(double[] price)
    {
        double high = price[0], worst = 0;
        foreach (double p in price)
        {
            if (p > high) high = p;
            double drop = p / high - 1;
            worst = drop < worst ? drop : worst;
        }
        return worst;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1, 1.5, 1.2, 1.75, 1.1, 1.6 }], [new[] { 3.0, 2.9 }]];
}
