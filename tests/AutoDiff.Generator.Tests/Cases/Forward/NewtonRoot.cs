/// <summary>Newton's iteration until it stands still: the derivative of the root, with no tape.</summary>
public static partial class NewtonRoot
{
    public static IEnumerable<object[]> Points => [[2.0], [10.0]];

    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double CubeRoot(double a)
    {
        double x = a, change;
        do
        {
            change = (x * x * x - a) / (3 * x * x);
            x -= change;
        }
        while (Math.Abs(change) > 1e-13);
        return x;
    }
}
