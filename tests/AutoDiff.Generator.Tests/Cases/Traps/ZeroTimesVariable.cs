namespace Cases.Traps;

public static partial class ZeroTimesVariable
{
    [Differentiable]
    public static double Scaled(double x, double y)
    {
        double a = 0 * x, b = x * y * 0 + y;
        double c = 1;
        c *= 0;
        c += x;
        return a + b * c + 0 / (1 + y * y);
    }

    public static IEnumerable<object[]> Points => [[1.5, 2], [0, 0]];
}
