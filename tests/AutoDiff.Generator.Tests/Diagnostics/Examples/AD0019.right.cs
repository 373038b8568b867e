static partial class Power
{
    [Differentiable]
    public static double F(double x, int n) => Raise(x, n);

    private static double Raise(double x, int k) => k == 0 ? 1 : x * Raise(x, k - 1);
}
