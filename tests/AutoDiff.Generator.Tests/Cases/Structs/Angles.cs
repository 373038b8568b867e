namespace Cases.Structs;

/// <summary>A record struct with a static factory, conversions and comparison; a struct with private fields and an indexer.</summary>
public readonly record struct Angle(double Radians)
{
    public static Angle FromDegrees(double degrees) => new(degrees * Math.PI / 180);

    public static implicit operator double(Angle angle) => angle.Radians;

    public static explicit operator Angle(double radians) => new(radians);

    public static Angle operator ++(Angle angle) => new(angle.Radians + 1);
}

public readonly struct Bounds
{
    private readonly double _low, _high;

    public Bounds(double low, double high) => (_low, _high) = (low, high);

    public double Low => _low;

    public double High => _high;

    public double this[int index] => index == 0 ? _low : _high;

    public Bounds Mirrored() => new(-_high, -_low);
}

public static partial class Angles
{
    [Differentiable]
    public static double Combined(Bounds bounds, int index)
    {
        Bounds mirrored = bounds.Mirrored();
        return mirrored[index] * mirrored.Low + Math.Sin(bounds[1]);
    }

    [Differentiable]
    public static double Turned(double degrees)
    {
        Angle angle = Angle.FromDegrees(degrees);
        angle++;
        Angle half = (Angle)(angle / 2);
        return angle == half ? 0 : Math.Cos(angle) * half;
    }

    public static IEnumerable<object[]> CombinedPoints => [[new Bounds(0.5, -1.25), 0], [new Bounds(0.5, -1.25), 1]];

    public static IEnumerable<object[]> TurnedPoints => [[30.0]];
}
