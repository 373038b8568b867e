namespace Cases.Arrays;

/// <summary>The result goes into an array of the caller, whose old content is partly read, partly overwritten.</summary>
public static partial class OutputArray
{
    [Differentiable]
    public static void Combine(double[] x, double[] result, double scale)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (i % 2 == 0) result[i] = scale * x[i] * x[i];
            else result[i] += x[i] * result[i - 1];
        }
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }, new[] { 2, -1, 0.5, 7 }, 1.25], [new double[0], new[] { 1.0 }, 2]];
}
