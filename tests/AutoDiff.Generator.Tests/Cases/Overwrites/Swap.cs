namespace Cases.Overwrites;

public static partial class Swap
{
    [Differentiable]
    public static double Scalars(double x, double y, int n)
    {
        for (int i = 0; i < n; i++)
        {
            double t = x;
            x = y * t;
            y = t + 0.1 * x;
        }
        return x - y;
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5, 4], [0.5, -2, 3], [1, 2, 0]];
}
