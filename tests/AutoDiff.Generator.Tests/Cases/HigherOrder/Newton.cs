/// <summary>Newton's method on a function of one number, by its own first and second derivative.</summary>
public static partial class Newton
{
    public static IEnumerable<object[]> WavePoints => [[0.9, 1.5]];

    [Differentiable(Order = 2)]
    public static double Wave(double x, [NoGradient] double frequency) => Math.Sin(frequency * x) + 0.1 * x * x;

    public static IEnumerable<object[]> TroughPoints => [[0.9], [1.1]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Trough(double start)
    {
        double x = start;
        for (int i = 0; i < 2; i++) x -= WaveGradient(x, 1.5) / WaveHvp(x, 1.5, 1);
        return x;
    }
}
