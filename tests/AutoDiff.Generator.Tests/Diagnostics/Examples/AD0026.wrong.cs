static partial class Walk
{
    public struct Particle
    {
        public double[] Position;
    }

    [Checkpoint]
    static Particle Step(Particle p) => new() { Position = [Math.Sin(p.Position[0])] };

    [Differentiable]
    public static double F(double x)
    {
        Particle p = new() { Position = [x] };
        for (int i = 0; i < 10; i++) p = Step(p); // AD0026
        return p.Position[0];
    }
}
