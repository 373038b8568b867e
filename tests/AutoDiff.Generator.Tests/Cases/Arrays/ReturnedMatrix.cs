namespace Cases.Arrays;

public static partial class ReturnedMatrix
{
    [Differentiable]
    public static double[,] Outer(double[] x, double[] y)
    {
        double[,] a = new double[x.Length, y.Length];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < y.Length; j++)
                a[i, j] = x[i] * y[j] + (i == j ? x[i] * x[i] : 0);
        return a;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }, new[] { 2.0, 3 }], [new double[0], new[] { 1.0 }]];
}
