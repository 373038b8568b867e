namespace Cases.Recursion;

/// <summary>
/// A recursive method whose variable refers now to an argument, now to an array of its own: the forward sweep knows no sink, so the cotangents of the argument are
/// in an array that the residuals hold.
/// </summary>
public static partial class Repointed
{
    [Differentiable]
    public static double Smoothed(double[] x, int depth)
    {
        if (depth == 0) return x[0] * x[1] * x[2];
        double[] y = x;
        for (int i = 0; i < depth; i++)
        {
            double[] next = new double[y.Length];
            for (int k = 0; k < y.Length; k++) next[k] = y[k] * Math.Cos(y[(k + 1) % y.Length]);
            y = next;
        }
        if (depth > 1) x = y;
        return Smoothed(x, depth - 1) + y[0] * y[0];
    }

    [Differentiable]
    public static double Rows(double[] x, double[] y, int depth)
    {
        double[][] rows = [x, y];
        if (depth == 0) return rows[0][0] * rows[1][1];
        rows[depth % 2][0] *= Math.Sin(x[1]);
        return Rows(rows[1], rows[0], depth - 1) + rows[0][0];
    }

    public static IEnumerable<object[]> SmoothedPoints => [[new double[] { 0.3, -0.8, 1.1 }, 3], [new double[] { 0.5, 0.25, -2 }, 1], [new double[] { 1, 2, 3 }, 0]];

    public static IEnumerable<object[]> RowsPoints => [[new double[] { 0.3, -0.8 }, new double[] { 0.4, 1.2 }, 3], [new double[] { 0.5, 0.25 }, new double[] { -1, 2 }, 0]];
}
