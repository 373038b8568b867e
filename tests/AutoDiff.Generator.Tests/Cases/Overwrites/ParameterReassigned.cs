namespace Cases.Overwrites;

public static partial class ParameterReassigned
{
    [Differentiable]
    public static double Iterated(double x, double y)
    {
        x = x * x + y;
        y = Math.Sin(x) * y;
        if (y > 0) x *= y;
        x = x * Math.Exp(-y);
        return x * y;
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5], [-0.5, 2], [1.5, 2]];
}
