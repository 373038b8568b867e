namespace BundleAdjustment;

/// <summary>Residuals and Jacobian of all observations, by reverse sweeps: one for each of an observation's two residuals.</summary>
public static class BundleJacobian
{
    /// <summary>A residual depends on one camera, one point and one weight, in this order in a row.</summary>
    public const int RowSize = Projection.RecordSize;

    // They stay in the cache.
    private const int BlockSize = 64;

    public static void Residuals(BundleProblem problem, Span<double> residuals)
    {
        for (int o = 0; o < problem.ObservationCount; o++)
            Projection.Residual(problem.Camera(o), problem.Point(o), problem.Weights[o], problem.Feature(o), residuals.Slice(2 * o, 2));
    }

    /// <summary>½ Σ r².</summary>
    public static double SquaredError(BundleProblem problem)
    {
        double sum = 0;
        Span<double> residual = stackalloc double[2]; // One for all observations; Projection.SquaredError has to make one for each.
        for (int o = 0; o < problem.ObservationCount; o++)
        {
            Projection.Residual(problem.Camera(o), problem.Point(o), problem.Weights[o], problem.Feature(o), residual);
            sum += 0.5 * (residual[0] * residual[0] + residual[1] * residual[1]);
        }
        return sum;
    }

    /// <summary>½ Σ r² and its gradient: one reverse sweep for each observation, which adds to its camera's and its point's part.</summary>
    public static double SquaredErrorAndGradient(BundleProblem problem, Span<double> dCameras, Span<double> dPoints, Span<double> dWeights)
    {
        dCameras.Clear();
        dPoints.Clear();
        dWeights.Clear();
        double sum = 0;
        for (int o = 0; o < problem.ObservationCount; o++)
            sum += Projection.SquaredErrorVjp(
                problem.Camera(o), problem.Point(o), problem.Weights[o], problem.Feature(o), 1,
                dCameras.Slice(problem.CameraOf[o] * Projection.CameraSize, Projection.CameraSize),
                dPoints.Slice(problem.PointOf[o] * Projection.PointSize, Projection.PointSize), ref dWeights[o]);
        return sum;
    }

    /// <summary>
    /// Fills the residuals (2 for each observation) and the Jacobian's rows (<see cref="RowSize"/> for each residual). A block of observations gets its numbers side by side, one record for each observation, so that several run at
    /// once in vectors.
    /// </summary>
    public static void Evaluate(BundleProblem problem, Span<double> residuals, Span<double> jacobian)
    {
        double[] numbers = new double[RowSize * BlockSize];
        for (int first = 0; first < problem.ObservationCount; first += BlockSize)
        {
            int count = Math.Min(BlockSize, problem.ObservationCount - first);
            for (int o = 0; o < count; o++)
            {
                Span<double> own = numbers.AsSpan(o * RowSize, RowSize);
                problem.Camera(first + o).CopyTo(own);
                problem.Point(first + o).CopyTo(own[Projection.CameraSize..]);
                own[^1] = problem.Weights[first + o];
            }
            Projection.ResidualsAndRowsValue(
                numbers.AsSpan(0, count * RowSize), problem.Features.AsSpan(2 * first, 2 * count), residuals.Slice(2 * first, 2 * count), jacobian.Slice(2 * first * RowSize, 2 * count * RowSize));
        }
    }

    /// <summary>The same for one observation, as a user with one would write it.</summary>
    public static void Evaluate(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, ReadOnlySpan<double> feature, Span<double> residual, Span<double> jacobian)
    {
        jacobian.Clear(); // A VJP adds into its sinks.
        Span<double> seed = stackalloc double[2];
        for (int i = 0; i < 2; i++)
        {
            Span<double> row = jacobian.Slice(i * RowSize, RowSize);
            seed.Clear();
            seed[i] = 1;
            Projection.ResidualVjp(
                camera, point, weight, feature, residual,
                row[..Projection.CameraSize], row.Slice(Projection.CameraSize, Projection.PointSize), ref row[RowSize - 1], seed);
        }
    }
}
