namespace Cases.Expressions;

public static partial class ChainedAssignment
{
    [Differentiable]
    public static double Chain(double x, double y)
    {
        double a, b, c;
        a = b = c = x * y;
        a = b += c *= a + x;
        double[] v = new double[2];
        v[0] = v[1] = a * b;
        return v[0] * c + (v[1] = x) * v[1];
    }

    public static IEnumerable<object[]> Points => [[1.5, 0.5], [-1, 2]];
}
