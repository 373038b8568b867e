static partial class Statistics
{
    [Differentiable]
    public static double Scale(double x) => 2 * x;
}
