namespace Cases.Loops;

public static partial class NestedBreakContinue
{
    [Differentiable]
    public static double Sum(double[,] a, double limit)
    {
        double total = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            double row = 1;
            for (int j = 0; j < a.GetLength(1); j++)
            {
                if (a[i, j] < 0) continue;
                row *= a[i, j];
                if (row > limit) break;
                row += 0.5;
            }
            if (row < 1) continue;
            total += row * row;
            if (total > 40) break;
        }
        return total * limit;
    }

    public static IEnumerable<object[]> Points =>
    [
        [new[,] { { 1.5, -1, 0.75 }, { 3, 4, 5 }, { 0.2, 0.1, 0.3 } }, 2.2],
        [new[,] { { 5, 2.0 }, { 6, 7 }, { 1, 1 } }, 4.0],
        [new double[0, 3], 1.0],
    ];
}
