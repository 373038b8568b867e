namespace Cases.Calls;

/// <summary>A function handed to a callee that is inlined together with it.</summary>
public static partial class LambdaArgument
{
    private static double Integrate(Func<double, double> f, double a, double b, int n)
    {
        double h = (b - a) / n, s = 0;
        for (int i = 0; i < n; i++) s += f(a + (i + 0.5) * h);
        return s * h;
    }

    [Differentiable]
    public static double Area(double p, double to) => Integrate(t => Math.Exp(-p * t * t), 0, to, 6) + Integrate(t => t * p, to, 2 * to, 3);

    public static IEnumerable<object[]> Points => [[0.5, 1.5], [1.25, 0.75]];
}
