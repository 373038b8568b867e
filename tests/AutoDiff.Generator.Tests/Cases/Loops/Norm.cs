namespace Cases.Loops;

public static partial class Norm
{
    [Differentiable]
    public static double Euclidean(double[] x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
        return Math.Sqrt(s);
    }

    public static IEnumerable<object[]> Points =>
    [
        [new double[] { 3, 4 }],
        [new double[] { -1.5, 0.25, 2, 0 }],
    ];
}
