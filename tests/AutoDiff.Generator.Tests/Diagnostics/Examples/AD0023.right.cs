static partial class Newton
{
    [Differentiable]
    public static double Power(double x, int n)
    {
        double y = 1;
        for (int i = 0; i < n; i++) y *= x;
        return y;
    }

    [Differentiable]
    public static double F(double x) => x - Power(x, 3) / PowerGradient(x, 3);
}
