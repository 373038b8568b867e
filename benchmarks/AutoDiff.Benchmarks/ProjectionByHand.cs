namespace AutoDiff.Benchmarks;

/// <summary>
/// Residual and Jacobian of <see cref="BundleAdjustment.Projection.Residual"/> as an expert writes them in scalar C#: the bar for the generated code.
/// The Jacobian's two rows of 15 (camera, point, weight) share the primal and the angle's sine and cosine.
/// </summary>
public static class ProjectionByHand
{
    public static void ResidualAndJacobian(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, ReadOnlySpan<double> feature, Span<double> residual, Span<double> jacobian)
    {
        double px = point[0] - camera[3], py = point[1] - camera[4], pz = point[2] - camera[5];
        double rx = camera[0], ry = camera[1], rz = camera[2];
        double angle = Math.Sqrt(rx * rx + ry * ry + rz * rz);

        // At angle zero the axis is left zero: all below is then the identity and its first-order change.
        double sin = 0, cos = 1, sinOverAngle = 1, versineOverAngle = 0, ux = 0, uy = 0, uz = 0;
        if (angle != 0)
        {
            (sin, cos) = Math.SinCos(angle);
            double inverse = 1 / angle;
            ux = rx * inverse;
            uy = ry * inverse;
            uz = rz * inverse;
            sinOverAngle = sin * inverse;
            versineOverAngle = (1 - cos) * inverse;
        }
        double along = (ux * px + uy * py + uz * pz) * (1 - cos);
        double x = px * cos + (uy * pz - uz * py) * sin + ux * along;
        double y = py * cos + (uz * px - ux * pz) * sin + uy * along;
        double z = pz * cos + (ux * py - uy * px) * sin + uz * along;

        double depth = 1 / z, u = x * depth, v = y * depth, k1 = camera[9], k2 = camera[10], focal = camera[6];
        double squaredRadius = u * u + v * v, distortion = 1 + squaredRadius * (k1 + k2 * squaredRadius);
        double errorU = u * distortion * focal + camera[7] - feature[0], errorV = v * distortion * focal + camera[8] - feature[1];
        residual[0] = weight * errorU;
        residual[1] = weight * errorV;

        // weight · focal · ∂(distorted u, v)/∂(u, v), symmetric.
        double slope = 2 * (k1 + 2 * k2 * squaredRadius), scale = weight * focal;
        double uu = scale * (distortion + u * u * slope), uv = scale * u * v * slope, vv = scale * (distortion + v * v * slope);

        for (int i = 0; i < 2; i++)
        {
            // The cotangent of the point in the camera's frame, and h = Rᵀg.
            double gx = (i == 0 ? uu : uv) * depth, gy = (i == 0 ? uv : vv) * depth, gz = -(gx * u + gy * v);
            double gu = (gx * ux + gy * uy + gz * uz) * (1 - cos);
            double hx = gx * cos + (gy * uz - gz * uy) * sin + ux * gu;
            double hy = gy * cos + (gz * ux - gx * uz) * sin + uy * gu;
            double hz = gz * cos + (gx * uy - gy * ux) * sin + uz * gu;

            // ∂(Rp)/∂r = −R [p]ₓ Jᵣ with the right Jacobian Jᵣ of SO(3).
            double wx = py * hz - pz * hy, wy = pz * hx - px * hz, wz = px * hy - py * hx;
            double uw = (ux * wx + uy * wy + uz * wz) * (1 - sinOverAngle);
            double coordinate = i == 0 ? u : v;
            Span<double> row = jacobian.Slice(i * 15, 15);
            row[0] = sinOverAngle * wx + versineOverAngle * (uy * wz - uz * wy) + ux * uw;
            row[1] = sinOverAngle * wy + versineOverAngle * (uz * wx - ux * wz) + uy * uw;
            row[2] = sinOverAngle * wz + versineOverAngle * (ux * wy - uy * wx) + uz * uw;
            row[3] = -hx;
            row[4] = -hy;
            row[5] = -hz;
            row[6] = weight * coordinate * distortion;
            row[7] = i == 0 ? weight : 0;
            row[8] = i == 0 ? 0 : weight;
            row[9] = scale * coordinate * squaredRadius;
            row[10] = scale * coordinate * squaredRadius * squaredRadius;
            row[11] = hx;
            row[12] = hy;
            row[13] = hz;
            row[14] = i == 0 ? errorU : errorV;
        }
    }
}
