using AutoDiff;

public static partial class Interest
{
    [Differentiable]
    public static double Growth(double[] rates)
    {
        double t = 1;
        for (int i = 0; i < rates.Length; i++) t *= 1 + rates[i];
        return t;
    }
}
