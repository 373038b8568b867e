namespace Cases.Checkpoint;

/// <summary>Checkpoints in branches and in each other.</summary>
public static partial class Branching
{
    [Checkpoint]
    private static double Inner(double x, double y)
    {
        for (int i = 0; i < 3; i++) x = x * Math.Exp(-y * x) + y;
        return x;
    }

    [Checkpoint]
    private static double Outer(double x, double y) => Inner(x, y) * Inner(y, x);

    [Differentiable]
    public static double Chosen(double x, double y)
    {
        double s = x;
        while (s < 4) s += x > y ? Outer(s, y) : Inner(s, y);
        return s;
    }

    public static IEnumerable<object[]> Points => [[1.0, 0.5], [0.5, 0.75]];
}
