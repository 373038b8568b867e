namespace Cases.Structs;

/// <summary>What a method of a struct is called on is the variable, not its value: it may change while the arguments are evaluated, also where the method itself changes nothing.</summary>
public static partial class Receivers
{
    public readonly record struct Pair(double X, double Y)
    {
        public double Mixed(double t) => Math.Sin(X * t) + Math.Cos(Y);
    }

    [Differentiable]
    public static double Moved(Pair p, double s) => p.Mixed(Squared(ref p, s)) * p.X;

    [Differentiable]
    public static double Element(Pair[] p, int i) => p[i].Mixed(Squared(ref p[i], 2)) + p[0].Mixed((p[0] = p[1]).Y);

    [Differentiable]
    public static double Copied(Pair p, double s)
    {
        Pair before = p;
        return before.Mixed(Squared(ref p, s)) * p.Y;
    }

    private static double Squared(ref Pair p, double s)
    {
        p = new(p.Y * s, p.X * p.X);
        return p.X + s;
    }

    public static IEnumerable<object[]> MovedPoints => [[new Pair(0.4, -0.8), 1.25]];

    public static IEnumerable<object[]> ElementPoints => [[new Pair[] { new(0.4, -0.8), new(0.7, 0.3) }, 1], [new Pair[] { new(0.4, -0.8), new(0.7, 0.3) }, 0]];

    public static IEnumerable<object[]> CopiedPoints => MovedPoints;
}
