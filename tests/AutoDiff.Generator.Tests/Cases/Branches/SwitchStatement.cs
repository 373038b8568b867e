namespace Cases.Branches;

public static partial class SwitchStatement
{
    [Differentiable]
    public static double Kernel(double x, int kind)
    {
        double r = x;
        switch (kind)
        {
            case 0:
                r = x * x;
                break;
            case 1:
            case 2:
                r = Math.Sin(x) * kind;
                break;
            case 3:
                return Math.Exp(x);
            case < 0:
                r *= 3;
                break;
            default:
                r = 1 / (1 + x * x);
                break;
        }
        return r * x;
    }

    public static IEnumerable<object[]> Points => [[1.5, 0], [1.5, 1], [1.5, 2], [1.5, 3], [1.5, -4], [1.5, 9]];
}
