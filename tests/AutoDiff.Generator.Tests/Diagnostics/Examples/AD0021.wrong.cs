static partial class Physics
{
    static double gravity = 9.81;

    [Differentiable]
    public static double Fall(double t) => 0.5 * gravity * t * t; // AD0021
}
