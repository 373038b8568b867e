static partial class Sensitivity
{
    [Differentiable]
    public static double G((double X, double Y) p) => p.X * p.X * p.Y;

    [Differentiable]
    public static double F((double X, double Y) p) => GGradient(p).X;
}
