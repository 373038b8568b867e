namespace Cases.While;

public static partial class Collatz
{
    [Differentiable]
    public static double Path(double x, int n)
    {
        double s = x;
        while (n != 1)
        {
            if (n % 2 == 0)
            {
                n /= 2;
                s = s * x + 1;
            }
            else
            {
                n = 3 * n + 1;
                s = s / (1 + x);
            }
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[0.75, 6], [1.5, 1], [0.5, 7]];
}
