namespace Cases.Recursion;

/// <summary>Constants in differentiable parameters of a recursive method, and a result that is only used on one path.</summary>
public static partial class ConstantArguments
{
    [Differentiable]
    public static double Horner(double[] coefficients, double x, int from) =>
        from == coefficients.Length ? 0 : coefficients[from] + x * Horner(coefficients, x, from + 1);

    [Differentiable]
    public static double Mixed(double[] c, double x, [NoGradient] double[] table)
    {
        double a = Horner(c, 0.5, 0), b = Horner(table, x, 1), unused = Math.Sqrt(Horner(c, x, 0));
        return x > 10 ? unused : a * b;
    }

    public static IEnumerable<object[]> HornerPoints => [[new double[] { 1, 2, 3 }, 0.5, 0], [new double[] { 1, -2, 3 }, -1.5, 1]];

    public static IEnumerable<object[]> MixedPoints => [[new double[] { 1, 2, 3 }, 0.75, new double[] { 2, 4, -1 }]];
}
