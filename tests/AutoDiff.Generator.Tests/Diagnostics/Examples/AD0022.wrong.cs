static partial class Rows
{
    [Differentiable]
    public static double F(double[] x, double[][] rows) // AD0022
    {
        rows[0] = x;
        return rows[0][1] * x[0];
    }
}
