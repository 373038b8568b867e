using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BundleAdjustment;

/// <summary>One iteration: half the sum of squares after it, the damping it used, and whether the step was taken.</summary>
public readonly record struct AdjustmentStep(int Iteration, double Cost, double Damping, bool IsTaken);

/// <summary>
/// Minimises ½‖r‖² over cameras and points by damped Gauss–Newton steps (JᵀJ + λ diag JᵀJ) δ = −Jᵀr. In JᵀJ the points' block is
/// block diagonal, so they are eliminated first (the Schur complement) and the system that is left is only as large as the cameras.
/// </summary>
public static class LevenbergMarquardt
{
    private const int C = Projection.CameraSize, P = Projection.PointSize;

    public static BundleProblem Minimise(BundleProblem problem, int iterations, Action<AdjustmentStep>? report = null)
    {
        double[] residuals = new double[2 * problem.ObservationCount], jacobian = new double[residuals.Length * BundleJacobian.RowSize];
        BundleJacobian.Evaluate(problem, residuals, jacobian);
        double cost = Cost(residuals), damping = 1e-3;
        for (int iteration = 1; iteration <= iterations && damping < 1e12; iteration++)
        {
            BundleProblem candidate = Step(problem, residuals, jacobian, damping);
            BundleJacobian.Residuals(candidate, residuals);
            double candidateCost = Cost(residuals);
            bool isTaken = candidateCost < cost;
            double gain = (cost - candidateCost) / cost;
            if (isTaken) (problem, cost) = (candidate, candidateCost);
            report?.Invoke(new(iteration, cost, damping, isTaken));
            if (isTaken && gain < 1e-9) break;
            damping = isTaken ? Math.Max(0.1 * damping, 1e-10) : 10 * damping;
            BundleJacobian.Evaluate(problem, residuals, jacobian);
        }
        return problem;
    }

    public static double Cost(ReadOnlySpan<double> residuals)
    {
        double sum = 0;
        foreach (double r in residuals) sum += r * r;
        return 0.5 * sum;
    }

    private static BundleProblem Step(BundleProblem problem, double[] residuals, double[] jacobian, double damping)
    {
        int free = problem.CameraCount - BundleProblem.FixedCameras;
        Matrix<double> cameraBlock = Matrix<double>.Build.Dense(free * C, free * C);
        Vector<double> cameraRight = Vector<double>.Build.Dense(free * C);
        Matrix<double>[] pointBlocks = [.. Enumerable.Range(0, problem.PointCount).Select(_ => Matrix<double>.Build.Dense(P, P))];
        Vector<double>[] pointRight = [.. pointBlocks.Select(_ => Vector<double>.Build.Dense(P))];
        List<(int Camera, Matrix<double> Block)>[] coupling = [.. pointBlocks.Select(_ => new List<(int, Matrix<double>)>())];

        for (int o = 0; o < problem.ObservationCount; o++)
        {
            int camera = problem.CameraOf[o] - BundleProblem.FixedCameras, point = problem.PointOf[o];
            Matrix<double> byCamera = Rows(jacobian, o, 0, C), byPoint = Rows(jacobian, o, C, P);
            Vector<double> residual = Vector<double>.Build.DenseOfArray([-residuals[2 * o], -residuals[2 * o + 1]]);
            pointBlocks[point] += byPoint.TransposeThisAndMultiply(byPoint);
            pointRight[point] += byPoint.TransposeThisAndMultiply(residual);
            if (camera < 0) continue;
            Add(cameraBlock, camera * C, camera * C, byCamera.TransposeThisAndMultiply(byCamera));
            Add(cameraRight, camera * C, byCamera.TransposeThisAndMultiply(residual));
            coupling[point].Add((camera, byCamera.TransposeThisAndMultiply(byPoint)));
        }

        Damp(cameraBlock, damping);
        Cholesky<double>[] points = [.. pointBlocks.Select(block => Damp(block, damping).Cholesky())];
        for (int point = 0; point < points.Length; point++)
        {
            Vector<double> solved = points[point].Solve(pointRight[point]);
            foreach ((int camera, Matrix<double> block) in coupling[point])
            {
                Add(cameraRight, camera * C, -(block * solved));
                Matrix<double> eliminated = -points[point].Solve(block.Transpose()); // −V⁻¹Wᵀ
                foreach ((int other, Matrix<double> otherBlock) in coupling[point])
                    Add(cameraBlock, other * C, camera * C, otherBlock * eliminated);
            }
        }

        double[] cameras = [.. problem.Cameras], newPoints = [.. problem.Points];
        Vector<double> cameraStep = free > 0 ? cameraBlock.Cholesky().Solve(cameraRight) : cameraRight;
        for (int i = 0; i < cameraStep.Count; i++) cameras[BundleProblem.FixedCameras * C + i] += cameraStep[i];
        for (int point = 0; point < points.Length; point++)
        {
            Vector<double> right = pointRight[point];
            foreach ((int camera, Matrix<double> block) in coupling[point])
                right -= block.TransposeThisAndMultiply(cameraStep.SubVector(camera * C, C));
            Vector<double> pointStep = points[point].Solve(right);
            for (int i = 0; i < P; i++) newPoints[point * P + i] += pointStep[i];
        }
        return problem with { Cameras = cameras, Points = newPoints };
    }

    /// <summary>The two rows of an observation's Jacobian, <paramref name="count"/> columns from <paramref name="first"/>.</summary>
    private static Matrix<double> Rows(double[] jacobian, int observation, int first, int count) =>
        Matrix<double>.Build.Dense(2, count, (row, column) => jacobian[(2 * observation + row) * BundleJacobian.RowSize + first + column]);

    private static Matrix<double> Damp(Matrix<double> block, double damping)
    {
        // The small constant keeps the factorisation defined for a parameter that nothing depends on.
        for (int i = 0; i < block.RowCount; i++) block[i, i] += damping * block[i, i] + 1e-12;
        return block;
    }

    private static void Add(Matrix<double> target, int row, int column, Matrix<double> addend)
    {
        for (int j = 0; j < addend.ColumnCount; j++)
            for (int i = 0; i < addend.RowCount; i++)
                target[row + i, column + j] += addend[i, j];
    }

    private static void Add(Vector<double> target, int start, Vector<double> addend)
    {
        for (int i = 0; i < addend.Count; i++) target[start + i] += addend[i];
    }
}
