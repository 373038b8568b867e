namespace Cases.Loops;

public static partial class LogisticMap
{
    [Differentiable]
    public static double Iterate(double x, double rate, int n)
    {
        for (int i = 0; i < n; i++) x = rate * x * (1 - x);
        return x;
    }

    public static IEnumerable<object[]> Points => [[0.3, 2.5, 5], [0.6, 3.2, 3]];
}
