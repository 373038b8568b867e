namespace Cases.Loops;

public static partial class Foreach
{
    [Differentiable]
    public static double Moments(double[] x, ReadOnlySpan<double> y)
    {
        double s = 0, t = 1;
        foreach (double v in x)
        {
            double w = v * s;
            s += w + v;
        }
        foreach (var v in y) t *= v + s;
        foreach (double v in y[1..]) t += v * v;
        return t;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -1.5, 2.25 }, new[] { 1.5, 2 }], [new double[0], new[] { 0.5 }]];
}
