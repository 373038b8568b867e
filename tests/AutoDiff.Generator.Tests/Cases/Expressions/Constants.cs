namespace Cases.Expressions;

public static partial class Constants
{
    private const double Third = 1.0 / 3;
    private const int Degree = 3;
    private static readonly double Scale = Math.Sqrt(2);
    private static readonly double[] Coefficients = [0.5, -1.25, 2];

    [Differentiable]
    public static double Weighted(double x)
    {
        const float half = 0.5f;
        double s = Third * x + Math.PI * half;
        for (int i = 0; i < Degree; i++) s += Coefficients[i] * Math.Pow(x, i + 1) * Scale;
        return s * double.E - 1e-3 * x + 0x10 + 1_000 + 'a' * x;
    }

    public static IEnumerable<object[]> Points => [[1.5], [-0.5]];
}
