namespace Cases.Overwrites;

/// <summary>Writes go through a variable that points to one of two arrays, depending on the data.</summary>
public static partial class RepointedWritten
{
    [Differentiable]
    public static double Sorted(double[] x)
    {
        double[] positive = new double[x.Length], negative = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double[] target = x[i] > 0 ? positive : negative;
            target[i] = x[i] * x[i];
            if (i > 0) target[i] *= 1 + target[i - 1];
        }
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += positive[i] - 2 * negative[i] * x[0];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, -1.25, 2 }], [new[] { -0.75 }]];
}
