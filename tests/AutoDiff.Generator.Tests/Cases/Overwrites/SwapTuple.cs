namespace Cases.Overwrites;

public static partial class SwapTuple
{
    [Differentiable]
    public static double Fibonacci(double x, double y, int n)
    {
        for (int i = 0; i < n; i++) (x, y) = (y, x * y + x);
        return x * y;
    }

    public static IEnumerable<object[]> Points => [[0.75, 0.5, 4], [0.5, -2, 3], [1, 2, 0]];
}
