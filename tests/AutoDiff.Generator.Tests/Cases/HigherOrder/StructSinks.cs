using System.Numerics;

namespace Cases.HigherOrder;

/// <summary>The FVjp of another method in differentiable code, with structs as sinks: what they hold is added to.</summary>
public static partial class StructSinks
{
    public record struct Spring(double Stiffness, double Length, int Id);

    [Differentiable]
    public static double Energy(Spring spring, (double X, double Y) p, double[] weights)
    {
        double r = Math.Sqrt(p.X * p.X + p.Y * p.Y) - spring.Length;
        double sum = 0;
        foreach (double w in weights) sum += w * spring.Stiffness * r * r;
        return sum;
    }

    [Differentiable]
    public static Vector2 Turned(Vector2 v, double angle) => new((float)(v.X * Math.Cos(angle) - v.Y * Math.Sin(angle)), (float)(v.X * Math.Sin(angle) + v.Y));

    [Differentiable]
    public static double Residual(Spring spring, double x, double y, double[] weights)
    {
        Spring dSpring = new(x * y, 0.5, 0);
        (double X, double Y) force = (0, y);
        double[] dWeights = new double[weights.Length];
        double value = 0;
        for (int i = 0; i < 2; i++) value += EnergyVjp(spring with { Length = spring.Length + i }, (x, y), weights, x + i, ref dSpring, ref force, dWeights);
        return value * dSpring.Stiffness + dSpring.Length * force.X + force.Y * dWeights[1];
    }

    [Differentiable]
    public static float Bent(Vector2 v, float angle)
    {
        Vector2 dV = v;
        double dAngle = 0;
        Vector2 turned = TurnedVjp(v, angle, new Vector2(v.Y, 1.5f), ref dV, ref dAngle);
        return turned.X * dV.X + dV.Y * (float)dAngle;
    }

    public static IEnumerable<object[]> ResidualPoints => [[new Spring(1.5, 0.75, 3), 0.625, 1.25, new[] { 0.5, -0.75 }]];

    public static IEnumerable<object[]> EnergyPoints => [[new Spring(1.5, 0.75, 3), (0.625, 1.25), new[] { 0.5, -0.75 }]];

    public static IEnumerable<object[]> BentPoints => [[new Vector2(0.5f, -0.75f), 0.625f]];

    public static IEnumerable<object[]> TurnedPoints => [[new Vector2(0.5f, -0.75f), 0.625]];
}
