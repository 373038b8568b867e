namespace Cases.Loops;

public static partial class RunningMaximum
{
    [Differentiable]
    public static double SumOfMaxima(double[] x)
    {
        double max = double.NegativeInfinity, sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            max = Math.Max(max, x[i]);
            sum += max * max;
        }
        return sum;
    }

    [Differentiable]
    public static double ArgMax(double[] x)
    {
        int best = 0;
        for (int i = 1; i < x.Length; i++)
            if (x[i] > x[best]) best = i;
        return x[best] * x[0];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -2, 3, 0.25 }], [new[] { -0.5 }], [new[] { 3.0, 2, 1 }]];
}
