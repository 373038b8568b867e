static partial class Walk
{
    [Checkpoint]
    static double Step(double x) => Math.Sin(x);

    [Differentiable]
    public static double F(double x)
    {
        for (int i = 0; i < 10; i++) x = Step(x);
        return x;
    }
}
