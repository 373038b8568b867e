/// <summary>A product of a loop, recorded for the reverse sweep, and a tape for a loop whose trips are not known: their tangents are recorded beside them.</summary>
public static partial class Recurrence
{
    public static IEnumerable<object[]> GrowthPoints => [[new[] { 0.1, -0.2, 0.3 }, 1.5], [new[] { 0.5 }, -0.4]];

    [Differentiable(Order = 2)]
    public static double Growth(double[] rates, double start)
    {
        double t = start;
        for (int i = 0; i < rates.Length; i++) t *= 1 + rates[i] * t;
        return t;
    }

    public static IEnumerable<object[]> RootPoints => [[2.0], [10.0]];

    [Differentiable(Order = 2)]
    public static double Root(double a)
    {
        double x = a, change;
        do
        {
            change = (x * x - a) / (2 * x);
            x -= change;
        }
        while (Math.Abs(change) > 1e-14);
        return x;
    }
}
