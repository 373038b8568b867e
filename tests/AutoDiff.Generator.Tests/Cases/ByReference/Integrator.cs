namespace Cases.ByReference;

/// <summary>A state that a loop changes in place, with an early return, a counter and a scalar result.</summary>
public static partial class Integrator
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Fall(ref double height, ref double speed, double drag, double dt, ref int steps)
    {
        double energy = 0;
        for (int i = 0; i < 20; i++)
        {
            if (height <= 0)
            {
                steps = i;
                return energy;
            }
            speed -= (9.81 + drag * speed * Math.Abs(speed)) * dt;
            height += speed * dt;
            energy += speed * speed * dt;
        }
        steps += 20;
        return energy;
    }

    public static IEnumerable<object[]> Points => [[2.0, 1.0, 0.25, 0.125, 0], [100.0, 1.5, 0.5, 0.0625, 3]];
}
