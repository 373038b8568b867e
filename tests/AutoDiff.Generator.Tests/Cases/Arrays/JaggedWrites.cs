namespace Cases.Arrays;

public static partial class JaggedWrites
{
    [Differentiable]
    public static void Accumulate(double[][] rows, double[] scale)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            double[] row = rows[i], above = rows[i - 1];
            for (int j = 0; j < row.Length; j++) row[j] = row[j] * scale[i] + above[j % above.Length] * row[j];
        }
    }

    public static IEnumerable<object[]> Points => [[new double[][] { [1.5, 2], [0.5, -1, 3], [0.25] }, new[] { 1, 0.5, 2 }]];
}
