static partial class Power
{
    [Differentiable]
    public static double F(double x, int n)
    {
        return Raise(n);

        double Raise(int k) => k == 0 ? 1 : x * Raise(k - 1); // AD0019
    }
}
