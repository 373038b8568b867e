namespace Cases.While;

public static partial class NewtonRoot
{
    [Differentiable]
    public static double SquareRoot(double x)
    {
        double r = x;
        while (Math.Abs(r * r - x) > 1e-14 * x) r = 0.5 * (r + x / r);
        return r;
    }

    // At 1 the first guess is the root: the path taken there is the identity.
    public static object?[] ExpectedGradients => [null, null, new object[] { 1.0 }];

    public static IEnumerable<object[]> Points => [[2], [0.3], [1]];
}
