namespace Cases.Branches;

public static partial class GotoCase
{
    [Differentiable]
    public static double Falling(double x, int start)
    {
        double r = 1;
        switch (start)
        {
            case 3:
                r *= x;
                goto case 2;
            case 2:
                r += x * r;
                goto case 1;
            case 1:
                r = r * r;
                goto default;
            case 7:
                r = 5 * x;
                break;
            default:
                r -= x;
                break;
        }
        return r;
    }

    public static IEnumerable<object[]> Points => [[1.5, 0], [1.5, 1], [1.5, 2], [1.5, 3], [1.5, 7]];
}
