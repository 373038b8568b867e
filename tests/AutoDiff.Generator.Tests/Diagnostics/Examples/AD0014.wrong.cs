static partial class Rounding
{
    [Differentiable]
    public static int Nearest(double x) => x < 0.5 ? 0 : 1; // AD0014
}
