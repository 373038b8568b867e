using AutoDiff.Benchmarks;
using BundleAdjustment;
using Xunit;

namespace AutoDiff.Samples.Tests;

public sealed class BundleAdjustmentTests
{
    private delegate void ResidualAndJacobian(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, ReadOnlySpan<double> feature, Span<double> residual, Span<double> jacobian);

    [Fact]
    public void Jacobian_agrees_with_ADBench() => AssertGolden(BundleJacobian.Evaluate);

    [Fact]
    public void Jacobian_by_hand_agrees_with_ADBench() => AssertGolden(ProjectionByHand.ResidualAndJacobian);

    private static void AssertGolden(ResidualAndJacobian evaluate)
    {
        BundleProblem p = BundleProblem.Read(Golden.Input("ba/test.txt"));
        Golden golden = Golden.Of("ba/test.txt");
        List<double> values = [], jacobian = [];
        for (int o = 0; o < p.ObservationCount; o++)
        {
            double[] residual = new double[2], rows = new double[2 * BundleJacobian.RowSize];
            evaluate(p.Camera(o), p.Point(o), p.Weights[o], p.Feature(o), residual, rows);
            values.AddRange(residual);
            jacobian.AddRange(rows);
        }
        foreach (double weight in p.Weights)
        {
            (double error, double derivative) = Projection.WeightErrorValueAndGradient(weight);
            values.Add(error);
            jacobian.Add(derivative);
        }
        Golden.AssertAgree(golden.Values, [.. values]);
        Golden.AssertAgree(golden.Jacobian, [.. jacobian]);
    }

    [Theory]
    [InlineData(0.3, -0.2, 0.1)]
    [InlineData(0, 0, 0)]
    public void Jacobian_agrees_with_the_one_by_hand(double rx, double ry, double rz)
    {
        double[] camera = [rx, ry, rz, 0.1, -0.3, -5, 500, 320, 240, -0.2, 0.05], point = [0.4, 0.7, -0.2], feature = [10, 20];
        double[] residual = new double[2], rows = new double[30], expectedResidual = new double[2], expectedRows = new double[30];
        BundleJacobian.Evaluate(camera, point, 0.8, feature, residual, rows);
        ProjectionByHand.ResidualAndJacobian(camera, point, 0.8, feature, expectedResidual, expectedRows);
        Golden.AssertAgree(expectedResidual, residual);
        Golden.AssertAgree(expectedRows, rows);
    }

    [Fact]
    public void Gradient_of_the_squared_error_is_the_Jacobian_transposed_times_the_residuals()
    {
        BundleProblem p = BundleProblem.Generate(cameraCount: 3, pointCount: 5, noise: 1, seed: 4).Start;
        double[] residuals = new double[2 * p.ObservationCount], jacobian = new double[residuals.Length * BundleJacobian.RowSize];
        double[] dCameras = new double[p.Cameras.Length], dPoints = new double[p.Points.Length], dWeights = new double[p.Weights.Length];
        BundleJacobian.Evaluate(p, residuals, jacobian);
        double value = BundleJacobian.SquaredErrorAndGradient(p, dCameras, dPoints, dWeights);
        Golden.AssertAgree([LevenbergMarquardt.Cost(residuals)], [value]);

        double[] expectedCameras = new double[dCameras.Length], expectedPoints = new double[dPoints.Length], expectedWeights = new double[dWeights.Length];
        for (int r = 0; r < residuals.Length; r++)
        {
            ReadOnlySpan<double> row = jacobian.AsSpan(r * BundleJacobian.RowSize, BundleJacobian.RowSize);
            for (int i = 0; i < 11; i++) expectedCameras[p.CameraOf[r / 2] * 11 + i] += residuals[r] * row[i];
            for (int i = 0; i < 3; i++) expectedPoints[p.PointOf[r / 2] * 3 + i] += residuals[r] * row[11 + i];
            expectedWeights[r / 2] += residuals[r] * row[14];
        }
        Golden.AssertAgree([.. expectedCameras, .. expectedPoints, .. expectedWeights], [.. dCameras, .. dPoints, .. dWeights]);
    }

    [Fact]
    public void Adjustment_without_noise_recovers_the_scene()
    {
        (BundleProblem start, BundleProblem truth) = BundleProblem.Generate(cameraCount: 4, pointCount: 30, noise: 0, seed: 1);
        List<AdjustmentStep> steps = [];
        BundleProblem adjusted = LevenbergMarquardt.Minimise(start, iterations: 100, steps.Add);
        Assert.True(steps[^1].Cost < 1e-12, $"cost {steps[^1].Cost}");
        Assert.Equal(steps.Select(s => s.Cost).OrderDescending(), steps.Select(s => s.Cost));
        for (int i = 0; i < truth.Points.Length; i++) Assert.Equal(truth.Points[i], adjusted.Points[i], 1e-5);
        for (int i = 0; i < truth.Cameras.Length; i++) Assert.Equal(truth.Cameras[i], adjusted.Cameras[i], 1e-3);
    }

    [Fact]
    public void Adjustment_with_noise_ends_below_the_noise()
    {
        (BundleProblem start, BundleProblem truth) = BundleProblem.Generate(cameraCount: 5, pointCount: 40, noise: 0.5, seed: 2);
        BundleProblem adjusted = LevenbergMarquardt.Minimise(start, iterations: 50);
        Assert.True(Cost(adjusted) < Cost(truth), $"{Cost(adjusted)} against {Cost(truth)} at the true scene");
        Assert.True(Cost(adjusted) < 1e-2 * Cost(start));
    }

    private static double Cost(BundleProblem problem)
    {
        double[] residuals = new double[2 * problem.ObservationCount];
        BundleJacobian.Residuals(problem, residuals);
        return LevenbergMarquardt.Cost(residuals);
    }
}
