namespace Cases.Signals;

public static partial class MovingAverage
{
    [Differentiable]
    public static double[] Window(ReadOnlySpan<double> x, int width)
    {
        double[] y = new double[x.Length];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i];
            if (i >= width) sum -= x[i - width];
            y[i] = sum / Math.Min(i + 1, width) * x[i];
        }
        return y;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1, 0.5, -1, 2, 0.75 }, 2]];
}
