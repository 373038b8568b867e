namespace Cases.Matrices;

public static partial class MatrixProduct
{
    private static double[,] Multiply(double[,] a, double[,] b)
    {
        double[,] c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
            for (int j = 0; j < b.GetLength(1); j++)
            {
                double s = 0;
                for (int k = 0; k < b.GetLength(0); k++) s += a[i, k] * b[k, j];
                c[i, j] = s;
            }
        return c;
    }

    [Differentiable]
    public static double TraceOfCube(double[,] a)
    {
        double[,] cube = Multiply(a, Multiply(a, a));
        double trace = 0;
        for (int i = 0; i < a.GetLength(0); i++) trace += cube[i, i];
        return trace;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 0.5, 1.5, -0.75 }, { 2, 0.25, 1 }, { -1, 0.3, 0.2 } }]];
}
