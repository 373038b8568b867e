static partial class Series
{
    [Differentiable]
    public static double Zeta(int n, double exponent)
    {
        double sum = 0;
        for (int i = 1; i <= n; i++) sum += Math.Pow(i, -exponent);
        return sum;
    }
}
