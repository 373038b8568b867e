namespace Cases.Matrices;

public static partial class LuWithPivoting
{
    [Differentiable]
    public static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        double[,] a = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                a[i, j] = matrix[i, j];
        double[] x = (double[])right.Clone();
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                if (Math.Abs(a[i, k]) > Math.Abs(a[pivot, k])) pivot = i;
            if (pivot != k)
            {
                for (int j = k; j < n; j++) (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
                (x[k], x[pivot]) = (x[pivot], x[k]);
            }
            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i, k] / a[k, k];
                for (int j = k + 1; j < n; j++) a[i, j] -= factor * a[k, j];
                x[i] -= factor * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++) x[i] -= a[i, j] * x[j];
            x[i] /= a[i, i];
        }
        return x;
    }

    public static IEnumerable<object[]> Points =>
    [
        [new[,] { { 0.5, 1.5, -0.75 }, { 2, 0.25, 1 }, { -1, 3.3, 0.2 } }, new[] { 1, -2, 0.5 }],
        [new[,] { { 0, 1.5 }, { 2, 0.25 } }, new[] { 1, 0.5 }],
    ];
}
