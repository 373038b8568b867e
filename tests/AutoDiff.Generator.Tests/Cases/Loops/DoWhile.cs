namespace Cases.Loops;

public static partial class DoWhile
{
    [Differentiable]
    public static double Series(double x, [NoGradient] double tolerance)
    {
        double term = 1, sum = 0;
        int n = 0;
        do
        {
            sum += term;
            n++;
            term *= x / n;
        }
        while (Math.Abs(term) > tolerance);
        return sum;
    }

    // At 0 the second term is not added, so the path taken there is constant.
    public static object?[] ExpectedGradients => [null, null, new object[] { 0.0 }];

    public static IEnumerable<object[]> Points => [[1.5, 1e-18], [-0.5, 1e-18], [0, 1e-18]];
}
