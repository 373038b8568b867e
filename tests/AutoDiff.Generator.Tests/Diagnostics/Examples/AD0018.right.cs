static partial class Square
{
    [Differentiable]
    public static double F(double x) => x * x;

    public static double FGradientByHand(double x) => 2 * x;
}
