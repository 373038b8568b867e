static partial class Statistics
{
    [Differentiable]
    public static double Scale(ref double x) => 2 * x; // AD0012
}
