namespace Cases.Contracts;

/// <summary>Recursive methods that re-point their array, or a variable that is it at first, in a loop: nobody writes the caller's.</summary>
public static partial class Repointed
{
    [Differentiable]
    public static double Sum(double[] x, int depth) => Rest(x, depth) * x[0];

    [Differentiable]
    public static double Halved(double[] x, int depth)
    {
        for (int k = 0; k < depth; k++)
        {
            double[] y = new double[x.Length];
            for (int i = 0; i < x.Length; i++) y[i] = 0.5 * x[i] + 0.5 * x[Math.Max(i - 1, 0)] * x[i];
            x = y;
        }
        return depth <= 0 ? x[^1] : x[0] + Halved(x, depth - 1);
    }

    private static double Rest(double[] x, int depth)
    {
        double[] y = x;
        for (int k = 0; k < depth; k++)
        {
            double[] z = new double[x.Length];
            for (int i = 0; i < x.Length; i++) z[i] = y[i] * y[^(i + 1)];
            y = z;
        }
        return depth == 0 ? y[0] : Rest(y, depth - 1) + y[1];
    }

    public static IEnumerable<object[]> SumPoints => [[new double[] { 0.5, -1.5, 1.25 }, 2], [new double[] { 0.5, -1.5, 1.25 }, 0]];

    public static IEnumerable<object[]> HalvedPoints => SumPoints;
}
