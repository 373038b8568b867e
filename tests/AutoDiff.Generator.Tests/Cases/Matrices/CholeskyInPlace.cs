namespace Cases.Matrices;

public static partial class CholeskyInPlace
{
    [Differentiable]
    public static double LogDeterminant(double[,] a)
    {
        int n = a.GetLength(0);
        double sum = 0;
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < j; k++)
                for (int i = j; i < n; i++)
                    a[i, j] -= a[i, k] * a[j, k];
            a[j, j] = Math.Sqrt(a[j, j]);
            for (int i = j + 1; i < n; i++) a[i, j] /= a[j, j];
            sum += Math.Log(a[j, j]);
        }
        return 2 * sum;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 4, 1, 0.5 }, { 1, 3, -0.25 }, { 0.5, -0.25, 2 } }], [new[,] { { 2.5 } }]];
}
