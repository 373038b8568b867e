using AutoDiff;

public static partial class Vectors
{
    [Differentiable]
    public static double Norm(double[] x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
        return Math.Sqrt(s);
    }
}
