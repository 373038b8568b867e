namespace Cases.Matrices;

public static partial class PowerIteration
{
    [Differentiable]
    public static double LargestEigenvalue(double[,] a, [NoGradient] double tolerance)
    {
        int n = a.GetLength(0);
        double[] v = new double[n];
        Array.Fill(v, 1);
        double value = 0, change = 1;
        while (change > tolerance)
        {
            double[] w = new double[n];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) w[i] += a[i, j] * v[j];
            double norm = 0;
            foreach (double e in w) norm += e * e;
            norm = Math.Sqrt(norm);
            for (int i = 0; i < n; i++) v[i] = w[i] / norm;
            change = Math.Abs(norm - value);
            value = norm;
        }
        return value;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 4, 1, 0.5 }, { 1, 3, -0.25 }, { 0.5, -0.25, 2 } }, 1e-14]];
}
