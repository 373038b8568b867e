static partial class Signals
{
    static double Soft(double x) => Math.Log(1 + Math.Exp(x));

    [DerivativeOf(typeof(Signals), nameof(Soft))]
    static double SoftVjp(double x, double cotangent, ref double dX)
    {
        dX += cotangent / (1 + Math.Exp(-x));
        return Soft(x);
    }

    [Differentiable]
    public static double F(double x) => Soft(x) * x;
}
