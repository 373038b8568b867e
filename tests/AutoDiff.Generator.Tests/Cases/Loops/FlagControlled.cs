namespace Cases.Loops;

public static partial class FlagControlled
{
    [Differentiable]
    public static double TwoLevels(double[,] a)
    {
        double s = 0;
        bool done = false;
        for (int i = 0; i < a.GetLength(0) && !done; i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                s += a[i, j] * a[i, j];
                if (s > 9)
                {
                    done = true;
                    break;
                }
            }
        }
        return done ? Math.Sqrt(s) : s;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 1.5, -1, 0.75 }, { 3, 4, 5 } }], [new[,] { { 1.5, -1 } }]];
}
