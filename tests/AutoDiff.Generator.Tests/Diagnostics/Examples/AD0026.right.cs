static partial class Walk
{
    [Checkpoint]
    static double[] Step(double[] position) => [Math.Sin(position[0])];

    [Differentiable]
    public static double F(double x)
    {
        double[] position = [x];
        for (int i = 0; i < 10; i++) position = Step(position);
        return position[0];
    }
}
