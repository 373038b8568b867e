static partial class Power
{
    [Differentiable]
    public static double F(double x, int n) => Iterated(Math.Sin, x, 1 << n);

    private static double Iterated(Func<double, double> f, double x, int k) => k == 0 ? x : Iterated(f, f(x), k - 1);
}
