using System.Numerics;
using AutoDiff.Samples;

namespace BundleAdjustment;

/// <summary>
/// Cameras (11 numbers each), points (3 each), and observations: observation o sees point <c>PointOf[o]</c> through camera <c>CameraOf[o]</c> at the
/// feature (2 numbers) with a weight.
/// </summary>
public sealed record BundleProblem(double[] Cameras, double[] Points, int[] CameraOf, int[] PointOf, double[] Features, double[] Weights)
{
    public int CameraCount => Cameras.Length / Projection.CameraSize;

    public int PointCount => Points.Length / Projection.PointSize;

    public int ObservationCount => CameraOf.Length;

    public ReadOnlySpan<double> Camera(int observation) => Cameras.AsSpan(CameraOf[observation] * Projection.CameraSize, Projection.CameraSize);

    public ReadOnlySpan<double> Point(int observation) => Points.AsSpan(PointOf[observation] * Projection.PointSize, Projection.PointSize);

    public ReadOnlySpan<double> Feature(int observation) => Features.AsSpan(observation * 2, 2);

    /// <summary>
    /// Reads a file of ADBench: n, m, p, then one camera, point, weight and feature, which stand for n equal cameras, m equal points and
    /// p equal observations, of point i mod m by camera i mod n.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not of that format.</exception>
    public static BundleProblem Read(string path)
    {
        NumberReader reader = new(path);
        int n = reader.PositiveInteger(), m = reader.PositiveInteger(), p = reader.PositiveInteger();
        double[] camera = reader.Doubles(Projection.CameraSize), point = reader.Doubles(Projection.PointSize), weight = reader.Doubles(1), feature = reader.Doubles(2);
        static double[] Repeat(double[] numbers, int count) => [.. Enumerable.Repeat(numbers, count).SelectMany(x => x)];
        return new(
            Repeat(camera, n), Repeat(point, m), [.. Enumerable.Range(0, p).Select(i => i % n)], [.. Enumerable.Range(0, p).Select(i => i % m)],
            Repeat(feature, p), Repeat(weight, p));
    }

    /// <summary>
    /// A scene: points in a cube, cameras on an arc around it that look at its centre, and every camera sees every point, with Gaussian noise on the
    /// features. The start has all points and all cameras but the first two disturbed; those two stay as they are, which fixes the scene's place and size.
    /// </summary>
    public static (BundleProblem Start, BundleProblem Truth) Generate(int cameraCount, int pointCount, double noise, int seed)
    {
        Random random = new(seed);
        double[] points = [.. Enumerable.Range(0, pointCount * Projection.PointSize).Select(_ => 3 * random.NextDouble() - 1.5)];
        double[] cameras = [.. Enumerable.Range(0, cameraCount).SelectMany(i => CameraOnArc(random, (double)i / Math.Max(1, cameraCount - 1)))];

        int observations = cameraCount * pointCount;
        BundleProblem truth = new(
            cameras, points, [.. Enumerable.Range(0, observations).Select(o => o / pointCount)], [.. Enumerable.Range(0, observations).Select(o => o % pointCount)],
            new double[observations * 2], [.. Enumerable.Repeat(1.0, observations)]);

        // With the feature still at the origin and weight one the residual is the projection.
        for (int o = 0; o < observations; o++)
        {
            Span<double> feature = truth.Features.AsSpan(o * 2, 2), projection = new double[2];
            Projection.Residual(truth.Camera(o), truth.Point(o), 1, feature, projection);
            for (int i = 0; i < 2; i++) feature[i] = projection[i] + noise * random.NextGaussian();
        }

        double[] scales = [0.02, 0.02, 0.02, 0.1, 0.1, 0.1, 20, 5, 5, 0.1, 0.1];
        double[] startCameras = [.. cameras.Select((c, i) => i < FixedCameras * Projection.CameraSize ? c : c + scales[i % scales.Length] * random.NextGaussian())];
        double[] startPoints = [.. points.Select(p => p + 0.1 * random.NextGaussian())];
        return (truth with { Cameras = startCameras, Points = startPoints }, truth);
    }

    /// <summary>How many cameras are known and stay as they are in <see cref="LevenbergMarquardt"/>.</summary>
    public const int FixedCameras = 2;

    private static double[] CameraOnArc(Random random, double position)
    {
        Vector3 axis = new(0.2f * (float)random.NextGaussian(), 2.4f * (float)(position - 0.5), 0.2f * (float)random.NextGaussian());

        // The centre −Rᵀ(0, 0, 5) puts the origin on the optical axis, 5 in front of the camera.
        Vector3 centre = Vector3.Transform(new(0, 0, -5), Quaternion.CreateFromAxisAngle(Vector3.Normalize(axis), -axis.Length()));
        return [axis.X, axis.Y, axis.Z, centre.X, centre.Y, centre.Z, 500, 320, 240, -0.2, 0.05];
    }
}
