/// <summary>Gamma and the other second derivatives of an option's price, over five scalars.</summary>
public static partial class BlackScholes
{
    public static IEnumerable<object[]> Points => [[100.0, 95.0, 0.02, 0.3, 0.75], [80.0, 100.0, 0.01, 0.2, 2.0]];

    [Differentiable(Order = 2)]
    public static double Call(double spot, double strike, double rate, double volatility, double maturity)
    {
        double root = volatility * Math.Sqrt(maturity);
        double d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * maturity) / root;
        return spot * Normal(d1) - strike * Math.Exp(-rate * maturity) * Normal(d1 - root);
    }

    private static double Normal(double x) => 1 / (1 + Math.Exp(-1.702 * x));
}
