namespace Cases.Lanes;

/// <summary>Numbers of single precision: twice as many at once.</summary>
public static partial class Singles
{
    // Written in place; sixteen at once.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static void Distort(Span<float> signal, float drive, float mix)
    {
        for (int i = 0; i < signal.Length; i++)
        {
            float driven = MathF.Tanh(drive * signal[i]);
            signal[i] = mix * driven + (1 - mix) * MathF.Sin(signal[i]) * MathF.Exp(-signal[i] * signal[i]);
        }
    }

    public static IEnumerable<object[]> Points => [[Numbers(37), 1.5f, 0.6f], [Numbers(11), 0.5f, 0.3f]];

    private static float[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => (float)Math.Sin(1.3 * i + 0.2))];
}
