namespace Cases.Geometry;

public static partial class Reprojection
{
    [Differentiable]
    public static double Squared(double[] camera, double[] point, [NoGradient] double[] seen)
    {
        double c = Math.Cos(camera[0]), s = Math.Sin(camera[0]);
        double x = c * point[0] + s * point[2] + camera[1], y = point[1] + camera[2], z = c * point[2] - s * point[0] + camera[3];
        double u = x / z, v = y / z, r = u * u + v * v;
        double distortion = 1 + camera[5] * r + camera[6] * r * r;
        double du = camera[4] * u * distortion - seen[0], dv = camera[4] * v * distortion - seen[1];
        return du * du + dv * dv;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.1, 0.2, -0.3, 5, 1.5, 0.1, -0.05 }, new[] { 1, 2, 3.0 }, new[] { 0.25, 0.5 }]];
}
