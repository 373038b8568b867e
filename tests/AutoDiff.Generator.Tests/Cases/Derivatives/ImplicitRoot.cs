namespace Cases.Derivatives;

/// <summary>The derivative of a root by the implicit function theorem, instead of through the iteration that finds it.</summary>
public static partial class ImplicitRoot
{
    // x³ + x = a
    private static double Root(double a)
    {
        double x = a, step;
        do
        {
            step = (x * x * x + x - a) / (3 * x * x + 1);
            x -= step;
        }
        while (Math.Abs(step) > 1e-13);
        return x;
    }

    [DerivativeOf(typeof(ImplicitRoot), nameof(Root))]
    private static double RootVjp(double a, double cotangent, ref double dA)
    {
        double x = Root(a);
        dA += cotangent / (3 * x * x + 1);
        return x;
    }

    [DerivativeOf(typeof(ImplicitRoot), nameof(Root))]
    private static (double Value, double Tangent) RootJvp(double a, double aDot)
    {
        double x = Root(a);
        return (x, aDot / (3 * x * x + 1));
    }

    [Differentiable]
    public static double Product(double a, double b) => Root(a) * b + Math.Sin(Root(a * b));

    [Differentiable]
    public static double Iterated(double a, double b)
    {
        int n = 5;
        for (int i = 0; i < n; i++) a = b + Root(a * a);
        return a;
    }

    public static IEnumerable<object[]> Points => [[2.0, 0.5], [-1.0, 1.5]];
}
