namespace Cases.Matrices;

/// <summary>The matrix variable is re-pointed in a loop.</summary>
public static partial class MatrixPower
{
    [Differentiable]
    public static double Corner(double[][] a, int exponent)
    {
        int n = a.Length;
        double[][] power = a;
        for (int e = 1; e < exponent; e++)
        {
            double[][] next = new double[n][];
            for (int i = 0; i < n; i++)
            {
                next[i] = new double[n];
                for (int j = 0; j < n; j++)
                    for (int k = 0; k < n; k++)
                        next[i][j] += power[i][k] * a[k][j];
            }
            power = next;
        }
        return power[0][n - 1];
    }

    public static IEnumerable<object[]> Points => [[new double[][] { [0.5, 1.5], [2, -0.25] }, 4], [new double[][] { [0.5, 1.5], [2, -0.25] }, 1]];
}
