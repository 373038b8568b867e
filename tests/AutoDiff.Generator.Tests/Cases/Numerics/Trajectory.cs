namespace Cases.Numerics;

/// <summary>Many velocity-Verlet steps of a pendulum with friction, its energy added up.</summary>
public static partial class Trajectory
{
    [Differentiable]
    public static double Action(double angle, double speed, double friction, int steps)
    {
        const double dt = 0.05;
        double action = 0, acceleration = -Math.Sin(angle) - friction * speed;
        for (int i = 0; i < steps; i++)
        {
            angle += dt * (speed + 0.5 * dt * acceleration);
            double next = -Math.Sin(angle) - friction * speed;
            speed += 0.5 * dt * (acceleration + next);
            acceleration = next;
            action += dt * (0.5 * speed * speed + Math.Cos(angle));
        }
        return action;
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5, 0.1, 20], [0.5, 1.5, 0.1, 0]];
}
