namespace Cases.Models;

public static partial class LogOnePlusExp
{
    [Differentiable]
    public static double Softplus(double x) => x > 30 ? x : x < -30 ? Math.Exp(x) : Math.Log(1 + Math.Exp(x));

    [Differentiable]
    public static double CrossEntropy(double x) => Math.Max(x, 0) - 0.25 * x + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    public static IEnumerable<object[]> Points => [[0.5], [-2], [800], [-800]];
}
