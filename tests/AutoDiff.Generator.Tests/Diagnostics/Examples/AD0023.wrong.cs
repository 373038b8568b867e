static partial class Newton
{
    [Differentiable]
    public static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

    [Differentiable]
    public static double F(double x) => x - Power(x, 3) / PowerGradient(x, 3); // AD0023
}
