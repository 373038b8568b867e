namespace Cases.Calls;

public static partial class OtherTypes
{
    [Differentiable]
    public static double Weighted(double x, double y) => Kernels.Gaussian(x, width: y) + Kernels.Gaussian(y) * x.Cubed();

    public static IEnumerable<object[]> Points => [[0.5, 1.5], [2, -0.75]];
}

internal static class Kernels
{
    private const double Unit = 1;

    public static double Gaussian(double t, double width = Unit)
    {
        double u = t / width;
        return Math.Exp(-0.5 * u * u);
    }

    public static double Cubed(this double t) => t * t * t;
}
