static partial class Rounding
{
    [Differentiable]
    public static double Smooth(double x) => x * x * (3 - 2 * x);
}
