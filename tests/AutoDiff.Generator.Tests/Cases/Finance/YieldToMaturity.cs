namespace Cases.Finance;

/// <summary>Newton's iteration inside, a bond's yield outside.</summary>
public static partial class YieldToMaturity
{
    [Differentiable]
    public static double Yield(double price, double coupon, int years)
    {
        double y = coupon;
        while (true)
        {
            double value = 0, slope = 0, discount = 1;
            for (int t = 1; t <= years; t++)
            {
                discount /= 1 + y;
                double payment = t == years ? 1 + coupon : coupon;
                value += payment * discount;
                slope -= t * payment * discount / (1 + y);
            }
            double step = (value - price) / slope;
            y -= step;
            if (Math.Abs(step) < 1e-9) return y;
        }
    }

    public static IEnumerable<object[]> Points => [[0.95, 0.05, 4], [1.1, 0.08, 2]];
}
