namespace Cases.Finance;

public static partial class BlackScholes
{
    private static double NormalCdf(double x)
    {
        double k = 1 / (1 + 0.2316419 * Math.Abs(x));
        double tail = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI)
            * (k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429)))));
        return x < 0 ? tail : 1 - tail;
    }

    [Differentiable]
    public static double Call(double spot, double strike, double rate, double volatility, double time)
    {
        double deviation = volatility * Math.Sqrt(time);
        double d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / deviation, d2 = d1 - deviation;
        return spot * NormalCdf(d1) - strike * Math.Exp(-rate * time) * NormalCdf(d2);
    }

    public static IEnumerable<object[]> Points => [[1.05, 1, 0.03, 0.2, 0.75], [0.8, 1, 0.01, 0.3, 0.5]];
}
