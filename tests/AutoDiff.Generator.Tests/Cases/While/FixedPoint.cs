namespace Cases.While;

public static partial class FixedPoint
{
    [Differentiable]
    public static double Cosine(double a, double b)
    {
        double x = 0, previous;
        do
        {
            previous = x;
            x = a * Math.Cos(b * previous);
        }
        while (Math.Abs(x - previous) > 1e-15);
        return x;
    }

    public static IEnumerable<object[]> Points => [[0.75, 0.5], [0.5, 1.1]];
}
