namespace Cases.Expressions;

/// <summary><c>++</c> and <c>--</c> on floating-point variables and elements, before and after, as values.</summary>
public static partial class Increments
{
    [Differentiable]
    public static double Steps(double x, double y)
    {
        double a = x++ * x;
        double b = --y * y--;
        double[] v = [a, b];
        double c = v[0]++ * v[0] + --v[1];
        return c * x + y * a;
    }

    public static IEnumerable<object[]> Points => [[1.5, 0.5], [-1, 2.25]];
}
