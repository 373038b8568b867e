namespace Cases.Recursion;

/// <summary>A recursive method called in a loop, and from a loop whose trip count is not known beforehand.</summary>
public static partial class Legendre
{
    private static double Polynomial(int n, double x) => n switch
    {
        0 => 1,
        1 => x,
        _ => ((2 * n - 1) * x * Polynomial(n - 1, x) - (n - 1) * Polynomial(n - 2, x)) / n,
    };

    [Differentiable]
    public static double Series(double[] coefficients, double x)
    {
        double s = 0;
        for (int n = 0; n < coefficients.Length; n++) s += coefficients[n] * Polynomial(n, x);
        return s;
    }

    [Differentiable]
    public static double Iterated(double[] coefficients, double x)
    {
        int n = 1;
        while (Math.Abs(x) > 0.05 && n < coefficients.Length)
        {
            x = coefficients[n] * Polynomial(n, x) * x;
            n++;
        }
        return x;
    }

    public static IEnumerable<object[]> Points => [[new double[] { 1, 0.5, -0.25, 0.75, 2 }, 0.6], [new double[] { 0.5, 0.9, 0.8, 1.1 }, -0.8]];
}
