namespace Cases.Overwrites;

/// <summary>The outer loop uses one scratch array again and again; each pass overwrites what the last has read.</summary>
public static partial class ScratchReused
{
    [Differentiable]
    public static double Energies(double[] x, double[] y)
    {
        double[] scratch = new double[y.Length];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++) scratch[j] = Math.Sin(x[i] * y[j]);
            double norm = 0;
            for (int j = 0; j < y.Length; j++) norm += scratch[j] * scratch[j];
            sum += Math.Sqrt(1 + norm) * x[i];
        }
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5 }, new[] { 1.0, 2 }], [new double[0], new[] { 1.0 }], [new[] { 1.0 }, new double[0]]];
}
