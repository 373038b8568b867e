namespace Cases.Structs;

/// <summary>A property that holds a struct gives a copy of it: its parts are not assigned, it is made anew.</summary>
public record struct Origin(double X, double Y);

public struct Pose
{
    public Origin Origin { get; set; }

    public double Angle { get; set; }
}

public static partial class Frames
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Distance(Pose pose, Pose[] path)
    {
        double sum = pose.Angle * pose.Origin.X;
        for (int i = 0; i < path.Length; i++)
        {
            Pose next = path[i];
            next.Origin = new Origin(Math.Sin(pose.Origin.X), pose.Origin.Y * path[i].Origin.Y);
            path[i] = next;
            sum += path[i].Origin.X * path[i].Origin.Y * path[i].Angle;
        }
        return sum;
    }

    /// <summary>A struct and a number by reference, to the second order.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Energy(in Origin at, ref Origin speed, ref double time)
    {
        double energy = at.X * at.X * at.Y + Math.Exp(speed.X * speed.Y * at.Y * time);
        speed.X = energy * speed.Y;
        time += energy;
        return energy + speed.X * speed.X * time;
    }

    private static Pose At(double x, double y, double angle) => new() { Origin = new(x, y), Angle = angle };

    public static IEnumerable<object[]> DistancePoints => [[At(0.5, -0.25, 1), new[] { At(1, 2, -0.5), At(0.75, -1, 0.5) }]];

    public static IEnumerable<object[]> EnergyPoints => [[new Origin(0.5, -0.25), new Origin(0.75, 0.5), 0.5]];
}
