using AutoDiff;

namespace BundleAdjustment;

/// <summary>
/// The reprojection error of Microsoft's ADBench, as plain C#. A camera has 11 numbers: rotation vector (0–2), centre (3–5),
/// focal length (6), principal point (7, 8), radial distortion (9, 10).
/// </summary>
public static partial class Projection
{
    public const int CameraSize = 11, PointSize = 3, RecordSize = CameraSize + PointSize + 1, ResidualSize = 2;

    /// <summary>Writes weight · (projection of the point − feature).</summary>
    [Differentiable]
    public static void Residual(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, [NoGradient] ReadOnlySpan<double> feature, Span<double> residual)
    {
        (double u, double v) = Project(
            camera[0], camera[1], camera[2], camera[3], camera[4], camera[5], camera[6], camera[7], camera[8], camera[9], camera[10], point[0], point[1], point[2]);
        residual[0] = weight * (u - feature[0]);
        residual[1] = weight * (v - feature[1]);
    }

    /// <summary>The first number of <see cref="Residual"/>, of the numbers that it depends on side by side: camera, point and weight.</summary>
    [Differentiable]
    public static double ResidualU(ReadOnlySpan<double> numbers, [NoGradient] ReadOnlySpan<double> feature) => numbers[RecordSize - 1] * (Project(numbers).U - feature[0]);

    /// <summary>The second one.</summary>
    [Differentiable]
    public static double ResidualV(ReadOnlySpan<double> numbers, [NoGradient] ReadOnlySpan<double> feature) => numbers[RecordSize - 1] * (Project(numbers).V - feature[1]);

    /// <summary>
    /// The residuals of many observations, and a row of derivatives for each residual. <c>ResidualsAndRowsValue</c> does so for several observations at once, in vectors, and computes what the derivatives of
    /// both residuals have in common once.
    /// </summary>
    [Differentiable(Modes = DerivativeModes.Value)]
    public static void ResidualsAndRows(ReadOnlySpan<double> numbers, [NoGradient] ReadOnlySpan<double> features, Span<double> residuals, Span<double> rows)
    {
        for (int o = 0; o < numbers.Length / RecordSize; o++)
        {
            ReadOnlySpan<double> own = numbers.Slice(o * RecordSize, RecordSize), feature = features.Slice(2 * o, 2);
            Span<double> u = rows.Slice(2 * o * RecordSize, RecordSize), v = rows.Slice((2 * o + 1) * RecordSize, RecordSize);
            u.Clear(); // A VJP adds into its sinks.
            residuals[2 * o] = ResidualUVjp(own, feature, 1, u);
            v.Clear();
            residuals[2 * o + 1] = ResidualVVjp(own, feature, 1, v);
        }
    }

    private static (double U, double V) Project(ReadOnlySpan<double> n) => Project(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13]);

    private static (double U, double V) Project(
        double rx, double ry, double rz, double centreX, double centreY, double centreZ, double focal, double u0, double v0, double k1, double k2, double pointX, double pointY, double pointZ)
    {
        // The point as seen from the camera's centre.
        double px = pointX - centreX, py = pointY - centreY, pz = pointZ - centreZ;

        // Rodrigues' rotation by the angle |r| about the axis r.
        double squaredAngle = rx * rx + ry * ry + rz * rz;
        double x, y, z;
        if (squaredAngle != 0)
        {
            double angle = Math.Sqrt(squaredAngle);
            double cos = Math.Cos(angle), sin = Math.Sin(angle), inverse = 1 / angle;
            double ux = rx * inverse, uy = ry * inverse, uz = rz * inverse;
            double along = (ux * px + uy * py + uz * pz) * (1 - cos);
            x = px * cos + (uy * pz - uz * py) * sin + ux * along;
            y = py * cos + (uz * px - ux * pz) * sin + uy * along;
            z = pz * cos + (ux * py - uy * px) * sin + uz * along;
        }
        else
        {
            // To first order in r, so that the derivative is right at zero too.
            x = px + ry * pz - rz * py;
            y = py + rz * px - rx * pz;
            z = pz + rx * py - ry * px;
        }

        // Onto the image plane, with radial distortion.
        double u = x / z, v = y / z;
        double squaredRadius = u * u + v * v;
        double distortion = 1 + k1 * squaredRadius + k2 * squaredRadius * squaredRadius;
        double scale = distortion * focal;
        return (u * scale + u0, v * scale + v0);
    }

    /// <summary>Half the sum of the squared residuals of one observation: what a method with gradients only would minimise.</summary>
    [Differentiable]
    public static double SquaredError(ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, [NoGradient] ReadOnlySpan<double> feature)
    {
        Span<double> residual = stackalloc double[ResidualSize];
        Residual(camera, point, weight, feature, residual);
        return 0.5 * (residual[0] * residual[0] + residual[1] * residual[1]);
    }

    /// <summary>Keeps an observation's weight near one.</summary>
    [Differentiable]
    public static double WeightError(double weight) => 1 - weight * weight;
}
