static partial class Steps
{
    [Differentiable]
    public static double Ramp(double x) => x - Math.Floor(x);
}
