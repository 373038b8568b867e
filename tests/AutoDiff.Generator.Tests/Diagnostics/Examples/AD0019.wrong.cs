static partial class Power
{
    [Differentiable]
    public static double F(double x, int n) => Nested(Math.Sin, x, n);

    private static double Nested(Func<double, double> f, double x, int k) => k == 0 ? f(x) : Nested(t => f(f(t)), x, k - 1); // AD0019
}
