namespace Cases.Expressions;

public static partial class CheckedIntegers
{
    [Differentiable]
    public static double Triangular(double[] x, long n)
    {
        double s = 0;
        checked
        {
            for (long i = 0; i < n; i++)
            {
                short k = (short)(i * (i + 1) / 2 % x.Length);
                byte weight = unchecked((byte)(i * 200));
                s += x[k] * x[(int)i % x.Length] * weight;
            }
        }
        return s / (n + 1);
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, -0.5, 2 }, 5L], [new[] { 1.5 }, 2L]];
}
