namespace Cases.Numerics;

public static partial class HeatEquation
{
    [Differentiable]
    public static double[,] Steps(double[,] u, double k, int steps)
    {
        int n = u.GetLength(0), m = u.GetLength(1);
        double[,] a = (double[,])u.Clone(), b = (double[,])u.Clone();
        for (int t = 0; t < steps; t++)
        {
            for (int i = 1; i < n - 1; i++)
                for (int j = 1; j < m - 1; j++)
                    b[i, j] = a[i, j] + k * (a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1] - 4 * a[i, j]) * a[i, j];
            (a, b) = (b, a);
        }
        return a;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 1, 2, 0.5, 1 }, { 0, 1.5, -1, 2 }, { 0.25, 1, 1, 0.5 } }, 0.1, 3]];
}
