static partial class Steps
{
    [Differentiable]
    public static double Stairs(double x) => Math.Floor(x); // AD0015
}
