namespace Cases.Overwrites;

public static partial class Local
{
    [Differentiable]
    public static double Chain(double x)
    {
        double t = x * x;
        t = Math.Sin(t) * t;
        double u = t * x;
        t = Math.Exp(u) * t;
        u = t * u;
        t = u / (1 + t * t);
        return t * u;
    }

    public static IEnumerable<object[]> Points => [[0.75], [-0.5]];
}
