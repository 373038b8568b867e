namespace Cases.Overwrites;

/// <summary>The scratch array carries values from one pass of the outer loop to the next.</summary>
public static partial class ScratchCarried
{
    [Differentiable]
    public static double Layers(double[] x, double[] w, int layers)
    {
        double[] h = new double[x.Length], next = new double[x.Length];
        for (int i = 0; i < x.Length; i++) h[i] = x[i];
        for (int l = 0; l < layers; l++)
        {
            for (int i = 0; i < h.Length; i++)
            {
                double s = w[l % w.Length];
                for (int j = 0; j < h.Length; j++) s += h[j] * w[(i + j) % w.Length];
                next[i] = Math.Tanh(s);
            }
            for (int i = 0; i < h.Length; i++) h[i] = next[i] * h[i];
        }
        double sum = 0;
        foreach (double v in h) sum += v;
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5 }, new[] { 0.5, -0.25 }, 3], [new[] { 1.0 }, new[] { 0.5 }, 0]];
}
