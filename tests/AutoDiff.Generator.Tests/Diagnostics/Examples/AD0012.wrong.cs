static partial class Statistics
{
    [Differentiable]
    public static double First(ref double[] x) => 2 * x[0]; // AD0012
}
