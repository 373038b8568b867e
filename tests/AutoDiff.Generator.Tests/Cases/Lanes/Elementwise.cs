namespace Cases.Lanes;

/// <summary>Loops over elements one after the other, shifted by one, and downward.</summary>
public static partial class Elementwise
{
    // Steps over arrays, one of them shifted by one element: the reverse loops run downward and add to elements that others read.
    [Differentiable]
    public static double[] Relax(double[] x, double[] start, int steps)
    {
        int n = x.Length;
        double[] y = new double[n], slope = new double[n];
        for (int i = 0; i < n; i++) y[i] = start[i];
        for (int step = 0; step < steps; step++)
        {
            slope[0] = x[0];
            for (int i = 1; i < n; i++) slope[i] = x[i] * y[i - 1];
            for (int i = 0; i < n; i++) y[i] += 0.1 * (slope[i] - y[i] * y[i]);
        }
        return y;
    }

    public static IEnumerable<object[]> RelaxPoints => [[Numbers(21, 0.3), Numbers(21, 0.7), 3], [Numbers(5, 0.2), Numbers(5, 0.1), 2]];

    private static double[] Numbers(int n, double phase) => [.. Enumerable.Range(0, n).Select(i => Math.Sin(1.7 * i + phase))];
}
