namespace Cases.Calls;

public static partial class LocalFunctionInLoop
{
    [Differentiable]
    public static double Simpson(double a, double b, double p)
    {
        const int n = 8;
        double F(double t)
        {
            if (t < 0) return p * t;
            return Math.Exp(-p * t) * t;
        }

        double h = (b - a) / n, s = F(a) + F(b);
        for (int i = 1; i < n; i++) s += (i % 2 == 0 ? 2 : 4) * F(a + i * h);
        return s * h / 3;
    }

    public static IEnumerable<object[]> Points => [[0.1, 1.5, 0.75], [-1.03, 1, 0.5]];
}
