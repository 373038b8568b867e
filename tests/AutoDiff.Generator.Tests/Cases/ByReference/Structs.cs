namespace Cases.ByReference;

/// <summary>Structs by reference: changed by <c>ref</c>, made by <c>out</c>, read by <c>in</c>, and elements of an array that a local refers to.</summary>
public static partial class Structs
{
    public struct Particle
    {
        public double Position, Velocity;
        public int Steps;
    }

    public readonly record struct Force(double Constant, double Damping);

    [Differentiable]
    public static void Step(ref Particle particle, in Force force, double h)
    {
        particle.Velocity += h * (force.Constant - force.Damping * particle.Velocity * particle.Velocity);
        particle.Position += h * particle.Velocity;
        particle.Steps++;
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Split(in Particle particle, out Particle left, out Force force)
    {
        left = particle with { Velocity = -particle.Velocity * particle.Position };
        force = new Force(left.Velocity * 2, particle.Position);
        return force.Constant * force.Damping;
    }

    [Differentiable]
    public static double Simulate(Particle[] particles, Force force, int steps)
    {
        double energy = 0;
        for (int k = 0; k < steps; k++)
        {
            for (int i = 0; i < particles.Length; i++)
            {
                ref Particle particle = ref particles[i];
                Step(ref particle, in force, 0.1);
                if (particle.Position > 2) particle.Velocity *= -0.5;
            }
            foreach (ref readonly Particle particle in particles.AsSpan()) energy += particle.Velocity * particle.Velocity;
        }
        ref double first = ref particles[0].Position;
        first *= energy;
        return energy + Exchange(ref particles[0], ref particles[^1]);
    }

    private static double Exchange(ref Particle a, ref Particle b)
    {
        (a.Velocity, b.Velocity) = (b.Velocity * 2, a.Velocity);
        return a.Velocity * b.Position;
    }

    private static Particle At(double position, double velocity) => new() { Position = position, Velocity = velocity };

    public static IEnumerable<object[]> StepPoints => [[At(0.5, -1.25), new Force(2, 0.75), 0.1]];

    public static IEnumerable<object[]> SplitPoints => [[At(0.5, -1.25), default(Particle), default(Force)]];

    public static IEnumerable<object[]> SimulatePoints => [[new[] { At(0.5, -1.25), At(1.9, 3), At(-1, 0.25) }, new Force(2, 0.75), 3]];
}
