namespace Cases.Arrays;

public static partial class Initializers
{
    [Differentiable]
    public static double Mixed(double x, double y)
    {
        double[] a = new double[] { x, y, x * y };
        double[] b = [y, .. a, 1];
        double[,] m = { { x, 1 }, { a[2], b[1] } };
        double[][] j = [[x], [y, 2, b[0]]];
        ReadOnlySpan<double> s = [x * x, 0.5];
        return a[2] * b[3] + m[1, 0] * m[1, 1] - j[1][2] * j[0][0] + s[0] * s[1] + m[0, 1];
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5], [2, -2]];
}
