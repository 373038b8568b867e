static partial class Signals
{
    static double Soft(double x) => Math.Log(1 + Math.Exp(x));

    [DerivativeOf(typeof(Signals), nameof(Soft))]
    static double SoftDerivative(double x) => 1 / (1 + Math.Exp(-x)); // AD0025
}
