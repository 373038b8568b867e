namespace Cases.Geometry;

public static partial class Quaternion
{
    [Differentiable]
    public static double[] Rotate(double w, double x, double y, double z, double[] v)
    {
        double norm = Math.Sqrt(w * w + x * x + y * y + z * z);
        w /= norm;
        x /= norm;
        y /= norm;
        z /= norm;
        double tx = 2 * (y * v[2] - z * v[1]), ty = 2 * (z * v[0] - x * v[2]), tz = 2 * (x * v[1] - y * v[0]);
        return [v[0] + w * tx + y * tz - z * ty, v[1] + w * ty + z * tx - x * tz, v[2] + w * tz + x * ty - y * tx];
    }

    public static IEnumerable<object[]> Points => [[0.5, 0.25, -0.75, 1, new[] { 1, 2, 3.0 }]];
}
