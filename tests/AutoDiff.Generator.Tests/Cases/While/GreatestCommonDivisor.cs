namespace Cases.While;

public static partial class GreatestCommonDivisor
{
    [Differentiable]
    public static double Remainders(double x, int a, int b)
    {
        double s = 1;
        while (b != 0)
        {
            (a, b) = (b, a % b);
            s += a * Math.Sin(s * x);
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[0.75, 48, 36], [0.2, 21, 13], [1.2, 5, 0]];
}
