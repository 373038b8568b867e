static partial class Sensitivity
{
    [Differentiable]
    public static double G((double X, double Y) p) => p.X * p.X * p.Y;

    [Differentiable]
    public static double F((double X, double Y) p)
    {
        (double X, double Y) dP = default;
        GVjp(p, 1, ref dP); // AD0023
        return dP.X;
    }
}
