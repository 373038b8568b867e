namespace Cases.Models;

public static partial class SoftmaxInPlace
{
    [Differentiable]
    public static void Rows(double[,] a)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            double sum = 0;
            for (int j = 0; j < a.GetLength(1); j++)
            {
                a[i, j] = Math.Exp(a[i, j]);
                sum += a[i, j];
            }
            for (int j = 0; j < a.GetLength(1); j++) a[i, j] /= sum;
        }
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 0.5, 1.5, -0.75 }, { 0, 1, 2 } }]];
}
