namespace Cases.Arrays;

public static partial class ReturnedJagged
{
    [Differentiable]
    public static double[][] Powers(double[] x)
    {
        double[][] rows = new double[x.Length][];
        for (int i = 0; i < x.Length; i++)
        {
            rows[i] = new double[i + 1];
            double p = 1;
            for (int j = 0; j <= i; j++) rows[i][j] = p *= x[i];
        }
        return rows;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }], [new double[0]]];
}
