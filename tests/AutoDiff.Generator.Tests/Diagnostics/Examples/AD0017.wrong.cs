static partial class Table
{
    [Differentiable]
    public static double Lookup([NoGradient] double[] table, double x)
    {
        int i = (int)x; // AD0017
        return table[i] * x;
    }
}
