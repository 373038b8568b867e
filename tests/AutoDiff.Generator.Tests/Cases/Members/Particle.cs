namespace Cases.Members;

/// <summary>Instance methods of a struct: its value is a parameter of the derivative, <c>self</c>; a method that changes it, and one that only reads.</summary>
public partial struct Particle
{
    public double Position;
    public double Speed;
    public float Mass;

    public readonly double Momentum => Mass * Speed;

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public readonly double Energy(double stiffness) => 0.5 * Momentum * Speed + 0.5 * stiffness * Position * Position;

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public double Step(double force, double dt)
    {
        Speed += force / Mass * dt;
        if (Speed < 0) return 0;
        Position += Speed * dt;
        return Momentum * dt;
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public readonly double KineticEnergy() => 0.5 * Momentum * Speed;

    public static IEnumerable<object[]> EnergyPoints => [[new Particle { Position = 0.5, Speed = 1.5, Mass = 2 }, 3.0]];

    public static IEnumerable<object[]> StepPoints => [[new Particle { Position = 0.5, Speed = 1.5, Mass = 2 }, 3.0, 0.25], [new Particle { Position = 0.5, Speed = -1.5, Mass = 2 }, 0.5, 0.25]];

    public static IEnumerable<object[]> KineticEnergyPoints => [[new Particle { Position = 0.5, Speed = 1.5, Mass = 2 }]];
}
