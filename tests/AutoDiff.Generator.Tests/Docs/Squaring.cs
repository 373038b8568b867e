public static partial class SquaringExample
{
    public static IEnumerable<object[]> Points => [[1.25, 3], [0.5, 0]];

    [Differentiable]
    public static double Squaring(double x, int n)
    {
        if (n == 0) return x;
        double y = Squaring(x, n - 1);
        return y * y;
    }
}
