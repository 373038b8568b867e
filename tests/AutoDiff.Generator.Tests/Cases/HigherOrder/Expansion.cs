/// <summary>Second derivatives of a recursive method in a loop, over a matrix: with one argument there is a Hessian.</summary>
public static partial class Expansion
{
    [Differentiable(Order = 2)]
    public static double Determinant(double[,] m) => Expand(m, 0, 0);

    private static double Expand(double[,] m, int row, int usedColumns)
    {
        int n = m.GetLength(0);
        if (row == n) return 1;
        double sum = 0, sign = 1;
        for (int column = 0; column < n; column++)
        {
            if ((usedColumns & (1 << column)) != 0) continue;
            sum += sign * m[row, column] * Expand(m, row + 1, usedColumns | (1 << column));
            sign = -sign;
        }
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new double[,] { { 2, 1, 0.5 }, { -1, 3, 2 }, { 0.25, -2, 1 } }], [new double[,] { { 4 } }]];
}
