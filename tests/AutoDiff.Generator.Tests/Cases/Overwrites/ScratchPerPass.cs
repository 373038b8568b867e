namespace Cases.Overwrites;

/// <summary>A fresh array in each pass of the outer loop, of a size that depends on the pass.</summary>
public static partial class ScratchPerPass
{
    [Differentiable]
    public static double Rows(double[] x)
    {
        double sum = 1;
        for (int i = 0; i < x.Length; i++)
        {
            double[] row = new double[i + 1];
            for (int j = 0; j <= i; j++) row[j] = x[j] * sum;
            for (int j = 1; j <= i; j++) row[j] *= row[j - 1];
            sum += 0.1 * row[i];
        }
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, 1 }], [new double[0]]];
}
