namespace Cases.Structs;

public enum Unit { Meter, Foot }

/// <summary>A struct with an enum, a property that computes, an object initialiser and <c>with</c>.</summary>
public record struct Quantity(double Value, Unit Unit)
{
    public double Meters
    {
        readonly get => Unit == Unit.Foot ? 0.3048 * Value : Value;
        set => Value = Unit == Unit.Foot ? value / 0.3048 : value;
    }

    public readonly void Deconstruct(out double meters, out bool isMetric, out double twice) => (meters, isMetric, twice) = (Meters, Unit == Unit.Meter, 2 * Value);
}

public static partial class Patterns
{
    [Differentiable]
    public static double Area(Quantity width, Quantity height)
    {
        Quantity longer = width.Meters > height.Meters ? width : height with { Value = 2 * height.Value };
        longer.Meters += 1;
        (double meters, bool isMetric, _) = longer;
        Quantity other = new() { Value = height.Value, Unit = longer.Unit };
        return isMetric ? meters * other.Meters : meters + other.Meters;
    }

    public static IEnumerable<object[]> Points =>
    [
        [new Quantity(2, Unit.Meter), new Quantity(3, Unit.Foot)],
        [new Quantity(2, Unit.Foot), new Quantity(3, Unit.Foot)],
    ];
}
