namespace Cases.Calls;

public static partial class Lambdas
{
    [Differentiable]
    public static double Composed(double x, double y)
    {
        Func<double, double> f = t => t * t * y;
        Func<double, double, double> g = (a, b) =>
        {
            double c = f(a) - b;
            return c > 0 ? c * a : c;
        };
        return g(x, y) + g(f(y), x) * f(x);
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5], [2, -0.75]];
}
