namespace Cases.Structs;

/// <summary>Local arrays of structs, changed in place through references and methods.</summary>
public struct Particle
{
    public (double X, double V) State;
    public double Mass;
    public int Kicks;

    public Particle(double x, double v, double mass) : this(mass)
    {
        State = (x, v);
    }

    private Particle(double mass)
    {
        Mass = mass;
        State = default;
        Kicks = 0;
    }

    public readonly double Energy => 0.5 * Mass * State.V * State.V + 0.5 * State.X * State.X;

    public void Step(double dt)
    {
        State.V -= dt * State.X / Mass;
        State.X += dt * State.V;
        Kicks++;
    }
}

public static partial class Particles
{
    [Differentiable]
    public static double Energy(double[] x, double[] v, double dt)
    {
        Particle[] all = new Particle[x.Length];
        for (int i = 0; i < all.Length; i++) all[i] = new Particle(x[i], v[i], 1 + i);
        for (int step = 0; step < 3; step++)
        {
            foreach (ref Particle p in all.AsSpan()) p.Step(dt);
            Couple(ref all[0], all[^1]);
        }
        double sum = 0;
        foreach (Particle p in all) sum += p.Kicks * p.Energy;
        return sum;
    }

    private static void Couple(ref Particle first, in Particle last) => first.State.V += 0.1 * last.State.X * last.State.V;

    /// <summary>Early returns of tuples, a tuple that is carried by a loop and compared.</summary>
    [Differentiable]
    public static (double Root, int Steps) Bisect(double target, double low, double high)
    {
        (double Low, double High) range = (low, high);
        for (int i = 0; i < 40; i++)
        {
            double middle = 0.5 * (range.Low + range.High);
            if (range.High - range.Low < 0.125 || range == (0.0, 0.0)) return (middle * target, i);
            range = middle * middle > target ? (range.Low, middle) : (middle, range.High);
        }
        return (range.Low, 40);
    }

    public static IEnumerable<object[]> EnergyPoints => [[new double[] { 0.5, -0.25, 1 }, new double[] { 0.1, 0.7, -0.3 }, 0.2]];

    public static IEnumerable<object[]> BisectPoints => [[2.0, 0.5, 2.25]];
}
