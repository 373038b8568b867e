static partial class Series
{
    [Differentiable]
    public static double Harmonic(int n) // AD0013
    {
        double sum = 0;
        for (int i = 1; i <= n; i++) sum += 1.0 / i;
        return sum;
    }
}
