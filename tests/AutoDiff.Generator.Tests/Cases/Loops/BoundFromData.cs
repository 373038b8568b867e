namespace Cases.Loops;

public static partial class BoundFromData
{
    [Differentiable]
    public static double Head(double[] x, [NoGradient] double[] settings)
    {
        int n = (int)settings[0];
        double s = 0;
        for (int i = 0; i < n; i += (int)settings[1]) s += x[i] * x[i] * x[0];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, 0.5, -2, 3 }, new[] { 3.7, 2 }], [new[] { 1.5, 0.5, -2, 3 }, new[] { 4.0, 1 }]];
}
