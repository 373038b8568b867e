namespace Cases.Matrices;

public static partial class GaussSeidel
{
    [Differentiable]
    public static double[] Sweeps(double[,] a, double[] b, int sweeps)
    {
        double[] x = new double[b.Length];
        for (int s = 0; s < sweeps; s++)
            for (int i = 0; i < b.Length; i++)
            {
                double r = b[i];
                for (int j = 0; j < b.Length; j++)
                    if (j != i) r -= a[i, j] * x[j];
                x[i] = r / a[i, i];
            }
        return x;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 4, 1, 0.5 }, { 1, 3, -0.25 }, { 0.5, -0.25, 2 } }, new[] { 1, 2, -1.0 }, 3]];
}
