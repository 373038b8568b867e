namespace Cases.Numerics;

/// <summary>Dynamic programming in one row that is overwritten in place.</summary>
public static partial class EditDistance
{
    [Differentiable]
    public static double Align(double[] x, double[] y, double gap)
    {
        double[] row = new double[y.Length + 1];
        for (int j = 0; j <= y.Length; j++) row[j] = j * gap;
        for (int i = 0; i < x.Length; i++)
        {
            double diagonal = row[0];
            row[0] += gap;
            for (int j = 0; j < y.Length; j++)
            {
                double replace = diagonal + (x[i] - y[j]) * (x[i] - y[j]);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replace, Math.Min(row[j], row[j + 1]) + gap);
            }
        }
        return row[^1];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }, new[] { 1, 0.8, 2.3, -0.5 }, 0.6], [new double[0], new[] { 1.0 }, 0.5]];
}
