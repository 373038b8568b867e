using System.Numerics;

namespace Cases.Contracts;

/// <summary>Calls that stay calls and take or return structs and tuples: a struct is passed whole, and so is its cotangent.</summary>
public static partial class Structs
{
    public record struct State(double X, double V, int Steps);

    public struct Bounds
    {
        public double Low, High;
    }

    [Checkpoint]
    private static State Stepped(State s, double dt)
    {
        double v = s.V - dt * Math.Sin(s.X);
        return new(s.X + dt * v, v, s.Steps + 1);
    }

    private static (double Sum, double Product) Fold(double[] values, int from, int to)
    {
        if (to - from == 1) return (values[from], values[from]);
        int middle = (from + to) / 2;
        var (leftSum, leftProduct) = Fold(values, from, middle);
        (double Sum, double Product) right = Fold(values, middle, to);
        return (leftSum + right.Sum, leftProduct * right.Product);
    }

    private static double Narrow(ref Bounds bounds, double target, int depth)
    {
        double middle = (bounds.Low + bounds.High) / 2;
        if (depth == 0) return middle;
        if (middle * middle > target) bounds.High = middle;
        else bounds.Low = middle;
        return Narrow(ref bounds, target, depth - 1);
    }

    private static Vector2 Spiral(Vector2 p, int turns) => turns == 0 ? p : Spiral(new Vector2(p.X * 0.5f - p.Y, p.Y * 0.5f + p.X), turns - 1) * 0.75f;

    [Differentiable]
    public static double Pendulum(double x, double v, double dt)
    {
        State s = new(x, v, 0);
        for (int i = 0; i < 5; i++) s = Stepped(s, dt);
        return s.X * s.V / s.Steps;
    }

    [Differentiable]
    public static double Mixed(double[] values)
    {
        var (sum, product) = Fold(values, 0, values.Length);
        return sum * product + Fold(values, 1, 3).Product;
    }

    [Differentiable]
    public static double Bisected(double low, double high, double target)
    {
        Bounds bounds = new() { Low = low, High = high };
        double root = Narrow(ref bounds, target, 3);
        return root * root + bounds.High * bounds.Low;
    }

    [Differentiable]
    public static float Radius(Vector2 start, float weight)
    {
        Vector2 end = Spiral(start, 4);
        return end.X * end.X * weight + end.Y;
    }

    public static IEnumerable<object[]> PendulumPoints => [[0.75, 0.25, 0.125]];

    public static IEnumerable<object[]> MixedPoints => [[new[] { 1.5, -0.5, 2, 0.25 }]];

    public static IEnumerable<object[]> BisectedPoints => [[0.5, 2.0, 1.875]];

    public static IEnumerable<object[]> RadiusPoints => [[new Vector2(0.5f, -0.75f), 1.5f]];
}
