namespace Cases.While;

/// <summary>The derivative of an interval's end is that of the last function that was assigned to it: bisection as such passes none, the final secant step does.</summary>
public static partial class Bisection
{
    private static double F(double t, double p) => t * t * t + p * t - 2;

    [Differentiable]
    public static double Root(double p)
    {
        double low = 0, high = 3;
        while (high - low > 1e-7)
        {
            double middle = 0.5 * (low + high);
            if (F(middle, p) > 0) high = middle;
            else low = middle;
        }
        double slope = 3 * low * low + p;
        return low - F(low, p) / slope;
    }

    public static object?[] ExpectedGradients => [new object[] { -1.0 / 4 }];

    public static IEnumerable<object[]> Points => [[1]];
}
