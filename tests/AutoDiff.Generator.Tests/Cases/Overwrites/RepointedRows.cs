namespace Cases.Overwrites;

/// <summary>A variable holds an array of arrays with derivatives at first, of constants later.</summary>
public static partial class RepointedRows
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Restarted(double[] x, int restarts)
    {
        double[][] rows = [[x[0] * x[1], 1], [0.5, Math.Sin(x[0])]];
        double sum = 0;
        for (int i = 0; i <= restarts; i++)
        {
            sum += rows[0][0] * rows[1][1] * x[1];
            rows = [[0.25, 0.5], [1, 2]];
        }
        return sum + rows[1][0] * x[0];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -0.75 }, 0], [new[] { 0.5, -0.75 }, 2]];
}
