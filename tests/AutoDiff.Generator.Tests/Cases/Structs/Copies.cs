namespace Cases.Structs;

/// <summary>Where C# copies a struct before it calls a method that changes it: the copy changes, not the original.</summary>
public struct Counter
{
    public double Value;

    public double Next(double step)
    {
        Value += step;
        return Value;
    }
}

public record struct Holder(Counter Inner, double Factor)
{
    private readonly Counter _fixed = Inner;

    public readonly double Fixed(double step) => _fixed.Next(step) + Factor * _fixed.Value;
}

public static partial class Copies
{
    [Differentiable]
    public static double Sum(double x, double step)
    {
        Counter counter = new() { Value = x };
        Holder holder = new(counter, 2);
        double sum = counter.Next(step) * counter.Value;
        sum += holder.Inner.Next(step) + 3 * holder.Inner.Value + holder.Fixed(step * x);
        sum += Twice(counter) + counter.Value * counter.Value;
        foreach (Counter each in new[] { counter, new Counter { Value = step } }) sum += each.Next(x) * each.Value;
        return sum;
    }

    private static double Twice(in Counter counter) => counter.Next(counter.Value) + 5 * counter.Value;

    public static IEnumerable<object[]> Points => [[0.75, 0.25]];
}
