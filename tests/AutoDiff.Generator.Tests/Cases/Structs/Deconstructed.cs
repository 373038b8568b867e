namespace Cases.Structs;

/// <summary>Elements that a foreach takes apart: of arrays of tuples and of records, and of a list.</summary>
public static partial class Deconstructed
{
    public readonly record struct Joint(double Angle, double Length);

    /// <summary>The end of a chain of joints whose angles add up.</summary>
    [Differentiable]
    public static double Reach(Joint[] joints, double x, double y)
    {
        double endX = 0, endY = 0, heading = 0;
        foreach ((double angle, double length) in joints)
        {
            heading += angle;
            endX += length * Math.Cos(heading);
            endY += length * Math.Sin(heading);
        }
        return (endX - x) * (endX - x) + (endY - y) * (endY - y);
    }

    /// <summary>Over tuples that the method makes, one of which is taken apart further.</summary>
    [Differentiable]
    public static double Weighted(double a, double b)
    {
        (double Weight, (double X, double Y) Point)[] terms = [(a, (b, 1)), (2, (a * b, a)), (b, (3, b))];
        double sum = 0;
        foreach (var (weight, (x, y)) in terms) sum += weight * x * Math.Sin(y);
        foreach (var (weight, _) in terms) sum += weight * weight;
        return sum;
    }

    public static IEnumerable<object[]> ReachPoints => [[new Joint[] { new(0.3, 1), new(0.5, 0.8), new(-0.2, 0.5) }, 1.0, 1.2]];

    public static IEnumerable<object[]> WeightedPoints => [[0.7, -1.3], [-0.4, 2.1]];
}
