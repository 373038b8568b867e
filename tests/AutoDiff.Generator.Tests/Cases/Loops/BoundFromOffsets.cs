namespace Cases.Loops;

/// <summary>The rows of a sparse matrix: the inner loop's bounds come from an array.</summary>
public static partial class BoundFromOffsets
{
    [Differentiable]
    public static double QuadraticForm(double[] values, int[] columns, int[] offsets, double[] x)
    {
        double sum = 0;
        for (int row = 0; row < offsets.Length - 1; row++)
        {
            double product = 0;
            for (int k = offsets[row]; k < offsets[row + 1]; k++) product += values[k] * x[columns[k]];
            sum += product * x[row];
        }
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, 0.5, -2, 3 }, new[] { 0, 2, 1, 0 }, new[] { 0, 2, 2, 4 }, new[] { 0.5, -1.5, 2 }]];
}
