static partial class Walk
{
    [Checkpoint]
    static void Step(ref double x) => x = Math.Sin(x);

    [Differentiable]
    public static double F(double x)
    {
        for (int i = 0; i < 10; i++) Step(ref x); // AD0026
        return x;
    }
}
