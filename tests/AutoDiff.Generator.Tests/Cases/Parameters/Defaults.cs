namespace Cases.Parameters;

public static partial class Defaults
{
    [Differentiable]
    public static double Optional(double x, double scale = 2, int power = 3)
    {
        double r = scale;
        for (int i = 0; i < power; i++) r *= x;
        return r;
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5, 2], [-1.5, 2, 3]];
}
