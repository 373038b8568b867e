namespace Cases.Matrices;

public static partial class MatrixVector
{
    [Differentiable]
    public static double[] Multiply(double[,] a, double[] x)
    {
        double[] y = new double[a.GetLength(0)];
        for (int i = 0; i < y.Length; i++)
            for (int j = 0; j < x.Length; j++)
                y[i] += a[i, j] * x[j];
        return y;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 0.5, 1.5, -0.75 }, { 2, 0.25, 1 } }, new[] { 1.5, -2, 0.5 }]];
}
