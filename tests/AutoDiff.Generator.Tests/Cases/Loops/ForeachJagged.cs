namespace Cases.Loops;

public static partial class ForeachJagged
{
    [Differentiable]
    public static double Total(double[][] rows)
    {
        double total = 0;
        foreach (double[] row in rows)
        {
            double product = 1;
            foreach (double v in row)
            {
                if (v == 0) continue;
                product *= v;
            }
            total += product * total + product;
        }
        return total;
    }

    public static IEnumerable<object[]> Points => [[new double[][] { [1.5, 2], [], [0.5, -1, 3] }], [new double[0][]]];
}
