namespace Cases.Expressions;

public static partial class Powers
{
    [Differentiable]
    public static double Fixed(double x) => Math.Pow(x, 2) + Math.Pow(x, 3) * Math.Pow(x, -1) - Math.Pow(x, 4) + Math.Pow(x, 0) + Math.Pow(x, 1) + 2 * Math.Pow(x, -2);

    [Differentiable]
    public static double Roots(double x) => Math.Pow(Math.Abs(x), 0.5) + Math.Pow(2, x) + Math.Pow(1 + x * x, -1.5);

    [Differentiable]
    public static double General(double x) => Math.Pow(1 + x * x, x) + Math.Pow(3 + x, Math.Sin(x));

    public static IEnumerable<object[]> Points => [[0.75], [-1.25], [2]];
}
