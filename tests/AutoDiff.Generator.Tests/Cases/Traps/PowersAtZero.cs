namespace Cases.Traps;

public static partial class PowersAtZero
{
    [Differentiable]
    public static double Polynomial(double x, double y) => Math.Pow(x, 0) + Math.Pow(x, 1) * y + Math.Pow(x, 2) + 3 * Math.Pow(x, 3);

    [Differentiable]
    public static double Variable(double x, double y) => Math.Pow(x, y);

    public static object?[] VariableExpectedGradients => [new object[] { 0.0, 0.0 }];

    public static IEnumerable<object[]> PolynomialPoints => [[0, 2], [-1.5, 0.5]];

    public static IEnumerable<object[]> VariablePoints => [[0, 2]];
}
