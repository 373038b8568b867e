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
        double sin = 0, cos = 1, inverse = 0, ux = rx, uy = ry, uz = rz;
        double x, y, z;
        if (angle != 0)
        {
            (sin, cos) = Math.SinCos(angle);
            inverse = 1 / angle;
            ux *= inverse;
            uy *= inverse;
            uz *= inverse;
            double along = (ux * px + uy * py + uz * pz) * (1 - cos);
            x = px * cos + (uy * pz - uz * py) * sin + ux * along;
            y = py * cos + (uz * px - ux * pz) * sin + uy * along;
            z = pz * cos + (ux * py - uy * px) * sin + uz * along;
        }
        else
        {
            x = px + ry * pz - rz * py;
            y = py + rz * px - rx * pz;
            z = pz + rx * py - ry * px;
        }

        double depth = 1 / z, u = x * depth, v = y * depth, k1 = camera[9], k2 = camera[10], focal = camera[6];
        double squaredRadius = u * u + v * v, distortion = 1 + squaredRadius * (k1 + k2 * squaredRadius);
        double errorU = u * distortion * focal + camera[7] - feature[0], errorV = v * distortion * focal + camera[8] - feature[1];
        residual[0] = weight * errorU;
        residual[1] = weight * errorV;

        // weight · focal · ∂(distorted u, v)/∂(u, v), symmetric.
        double slope = 2 * (k1 + 2 * k2 * squaredRadius), scale = weight * focal;
        double uu = scale * (distortion + u * u * slope), uv = scale * u * v * slope, vv = scale * (distortion + v * v * slope);

        Row(jacobian[..15], u, uu, uv, errorU);
        jacobian[7] = weight;
        jacobian[8] = 0;
        Row(jacobian.Slice(15, 15), v, uv, vv, errorV);
        jacobian[22] = 0;
        jacobian[23] = weight;

        void Row(Span<double> row, double coordinate, double byU, double byV, double error)
        {
            // The cotangent of the point in the camera's frame.
            double gx = byU * depth, gy = byV * depth, gz = -(gx * u + gy * v);
            double bx, by, bz;
            if (inverse != 0)
            {
                double gu = gx * ux + gy * uy + gz * uz, up = ux * px + uy * py + uz * pz;
                double crossX = py * gz - pz * gy, crossY = pz * gx - px * gz, crossZ = px * gy - py * gx;
                bx = gx * cos + (gy * uz - gz * uy) * sin + ux * gu * (1 - cos);
                by = gy * cos + (gz * ux - gx * uz) * sin + uy * gu * (1 - cos);
                bz = gz * cos + (gx * uy - gy * ux) * sin + uz * gu * (1 - cos);
                double axisX = crossX * sin + (px * gu + gx * up) * (1 - cos);
                double axisY = crossY * sin + (py * gu + gy * up) * (1 - cos);
                double axisZ = crossZ * sin + (pz * gu + gz * up) * (1 - cos);
                double angleBar = cos * (ux * crossX + uy * crossY + uz * crossZ) + sin * (gu * up - gx * px - gy * py - gz * pz);
                double radial = angleBar - (axisX * ux + axisY * uy + axisZ * uz) * inverse;
                row[0] = axisX * inverse + ux * radial;
                row[1] = axisY * inverse + uy * radial;
                row[2] = axisZ * inverse + uz * radial;
            }
            else
            {
                bx = gx + gy * uz - gz * uy;
                by = gy + gz * ux - gx * uz;
                bz = gz + gx * uy - gy * ux;
                row[0] = py * gz - pz * gy;
                row[1] = pz * gx - px * gz;
                row[2] = px * gy - py * gx;
            }
            row[3] = -bx;
            row[4] = -by;
            row[5] = -bz;
            row[6] = weight * coordinate * distortion;
            row[9] = scale * coordinate * squaredRadius;
            row[10] = scale * coordinate * squaredRadius * squaredRadius;
            row[11] = bx;
            row[12] = by;
            row[13] = bz;
            row[14] = error;
        }
    }
}
