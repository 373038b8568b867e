namespace Cases.Loops;

public static partial class BreakFirst
{
    [Differentiable]
    public static double Prefix(double[] x)
    {
        double s = 1;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > 2) break;
            s *= x[i];
        }
        return s * s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 3.0, 1, 2 }], [new[] { 1.5, 0.5, 3, 1 }], [new[] { 1.5, 0.5 }]];
}
