/// <summary>How far a projectile with linear drag flies, and how that changes with the angle: one direction, no arrays.</summary>
public static partial class Projectile
{
    public static IEnumerable<object[]> Points => [[30.0, 0.7, 0.1], [12.0, 1.1, 0.5]];

    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double Range(double speed, double angle, double drag)
    {
        const double gravity = 9.81;
        double flight = 2 * speed * Math.Sin(angle) / gravity;
        return speed * Math.Cos(angle) * (1 - Math.Exp(-drag * flight)) / drag;
    }
}
