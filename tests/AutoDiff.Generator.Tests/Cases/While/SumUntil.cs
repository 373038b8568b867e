namespace Cases.While;

/// <summary>The condition reads what the body sums up.</summary>
public static partial class SumUntil
{
    [Differentiable]
    public static double Crossing(double[] x, double level)
    {
        double sum = 0, previous = 0;
        int i = 0;
        while (i < x.Length && sum < level)
        {
            previous = sum;
            sum += x[i] * x[i];
            i++;
        }
        return i + (level - previous) / (sum - previous);
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, 0.5, 1.9, 3 }, 4.0], [new[] { 1.5, 0.5 }, 9.0]];
}
