/// <summary>Derivatives written by hand are differentiated as any method is.</summary>
public static partial class HandWritten
{
    // x³ + x = a
    private static double Root(double a, double scale)
    {
        double x = a, step;
        do
        {
            step = (x * x * x + x - a) / (3 * x * x + 1);
            x -= step;
        }
        while (Math.Abs(step) > 1e-13);
        return scale * x;
    }

    [DerivativeOf(typeof(HandWritten), nameof(Root))]
    private static double RootVjp(double a, double scale, double cotangent, ref double dA, ref double dScale)
    {
        double x = Root(a, 1);
        dA += scale * cotangent / (3 * x * x + 1);
        dScale += x * cotangent;
        return scale * x;
    }

    [DerivativeOf(typeof(HandWritten), nameof(Root))]
    private static (double Value, double Tangent) RootJvp(double a, double scale, double aDot, double scaleDot)
    {
        double x = Root(a, 1);
        return (scale * x, scale * aDot / (3 * x * x + 1) + x * scaleDot);
    }

    [Differentiable(Order = 2)]
    public static double Product(double a, double b) => Root(a, b * b) * b + Math.Sin(Root(a * b, 1));

    public static IEnumerable<object[]> Points => [[2.0, 0.5], [-1.0, 1.5]];
}
