using System.Numerics;

namespace Cases.Derivatives;

/// <summary>Derivatives written by hand of an instance method, which take the object first, and of a generic method.</summary>
public sealed partial class Instances(double stiffness)
{
    public static Instances Instance => new(1.5);

    public double Stiffness => stiffness;

    /// <summary>Where the spring comes to rest: x + stiffness · x³ = force.</summary>
    public double Rest(double force)
    {
        double x = force;
        for (int i = 0; i < 100; i++) x -= (x + stiffness * x * x * x - force) / (1 + 3 * stiffness * x * x);
        return x;
    }

    [DerivativeOf(typeof(Instances), nameof(Rest))]
    private static double RestVjp(Instances self, double force, double cotangent, ref double dForce)
    {
        double x = self.Rest(force);
        dForce += cotangent / (1 + 3 * self.Stiffness * x * x);
        return x;
    }

    [DerivativeOf(typeof(Instances), nameof(Rest))]
    private static (double Value, double Tangent) RestJvp(Instances self, double force, double forceDot)
    {
        double x = self.Rest(force);
        return (x, forceDot / (1 + 3 * self.Stiffness * x * x));
    }

    private static T Cube<T>(T x) where T : INumber<T> => x * x * x;

    [DerivativeOf(typeof(Instances), nameof(Cube))]
    private static T CubeVjp<T>(T x, T cotangent, ref T dX) where T : INumber<T>
    {
        dX += T.CreateChecked(3) * x * x * cotangent;
        return Cube(x);
    }

    [DerivativeOf(typeof(Instances), nameof(Cube))]
    private static (T Value, T Tangent) CubeJvp<T>(T x, T xDot) where T : INumber<T> => (Cube(x), T.CreateChecked(3) * x * x * xDot);

    [Differentiable]
    public double Energy(double force) => Cube(Rest(force)) + Rest(force * force) * Cube(force);

    [Differentiable]
    public static double Of(double force, Instances[] springs)
    {
        double sum = 0;
        for (int i = 0; i < springs.Length; i++) sum += springs[i].Rest(force + i);
        return sum;
    }

    public static IEnumerable<object[]> EnergyPoints => [[0.75]];

    public static IEnumerable<object[]> OfPoints => [[0.75, new Instances[] { new(0.5), new(2) }]];
}
