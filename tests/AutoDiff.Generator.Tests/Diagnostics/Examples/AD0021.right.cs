static partial class Physics
{
    const double Gravity = 9.81;

    [Differentiable]
    public static double Fall(double t) => 0.5 * Gravity * t * t;
}
