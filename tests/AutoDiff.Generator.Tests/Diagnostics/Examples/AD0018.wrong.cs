static partial class Square
{
    [Differentiable]
    public static double F(double x) => x * x;

    public static double FGradient(double x) => 2 * x; // AD0018
}
