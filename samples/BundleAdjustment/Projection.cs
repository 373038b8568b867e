using AutoDiff;

namespace BundleAdjustment;

/// <summary>
/// The reprojection error of Microsoft's ADBench, as plain C#. A camera has 11 numbers: rotation vector (0–2), centre (3–5),
/// focal length (6), principal point (7, 8), radial distortion (9, 10).
/// </summary>
public static partial class Projection
{
    public const int CameraSize = 11, PointSize = 3, ResidualSize = 2;

    /// <summary>Writes weight · (projection of the point − feature).</summary>
    [Differentiable]
    public static void Residual(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, [NoGradient] ReadOnlySpan<double> feature, Span<double> residual)
    {
        // The point as seen from the camera's centre.
        double px = point[0] - camera[3], py = point[1] - camera[4], pz = point[2] - camera[5];

        // Rodrigues' rotation by the angle |r| about the axis r.
        double rx = camera[0], ry = camera[1], rz = camera[2];
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
        double distortion = 1 + camera[9] * squaredRadius + camera[10] * squaredRadius * squaredRadius;
        double scale = distortion * camera[6];
        residual[0] = weight * (u * scale + camera[7] - feature[0]);
        residual[1] = weight * (v * scale + camera[8] - feature[1]);
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
