static partial class Tower
{
    [Differentiable]
    public static double F(double x)
    {
        for (int i = 0; i < 5184; i++) x = F1(x);
        return x;
    }

    static double F1(double x) => x * x - 1;
}
