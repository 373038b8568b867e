namespace Cases.Loops;

public static partial class ReturnInsideNested
{
    [Differentiable]
    public static double Search(double[][] rows, double scale)
    {
        double product = scale;
        foreach (double[] row in rows)
        {
            for (int j = 0; j < row.Length; j++)
            {
                if (row[j] < 0) return product * row[j];
                product *= row[j];
            }
            if (product > 10) return Math.Sqrt(product);
        }
        return product * product;
    }

    public static IEnumerable<object[]> Points =>
    [
        [new double[][] { [1.5, 2], [0.5, -1, 3] }, 0.75],
        [new double[][] { [4, 3], [0.5] }, 1.25],
        [new double[][] { [1.5], [], [0.5] }, 1.25],
    ];
}
