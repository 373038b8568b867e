namespace Cases.Finance;

public static partial class BinomialTree
{
    [Differentiable]
    public static double AmericanPut(double spot, double strike, double volatility, double rate, int steps)
    {
        double dt = 1.0 / steps, up = Math.Exp(volatility * Math.Sqrt(dt)), down = 1 / up;
        double discount = Math.Exp(-rate * dt), p = (1 / discount - down) / (up - down);
        Span<double> value = stackalloc double[steps + 1];
        for (int i = 0; i <= steps; i++) value[i] = Math.Max(strike - spot * Math.Pow(up, 2 * i - steps), 0);
        for (int n = steps - 1; n >= 0; n--)
            for (int i = 0; i <= n; i++)
            {
                double hold = discount * (p * value[i + 1] + (1 - p) * value[i]);
                double exercise = strike - spot * Math.Pow(up, 2 * i - n);
                value[i] = exercise > hold ? exercise : hold;
            }
        return value[0];
    }

    public static IEnumerable<object[]> Points => [[1.05, 1.1, 0.25, 0.04, 6], [0.9, 1, 0.3, 0.02, 3]];
}
