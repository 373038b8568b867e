namespace SignalTuning;

/// <summary>A filter of the second order, sample by sample: the transposed direct form II.</summary>
internal struct Biquad(double b0, double b1, double b2, double a1, double a2)
{
    private readonly double _b0 = b0, _b1 = b1, _b2 = b2, _a1 = a1, _a2 = a2;
    private double _s1, _s2;

    /// <summary>Raises or lowers a band around a frequency.</summary>
    /// <remarks>R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients".</remarks>
    public static Biquad Peaking(double frequency, double decibels, double quality, double sampleRate)
    {
        double omega = 2 * Math.PI * frequency / sampleRate, amplitude = Decibels.ToFactor(decibels / 2);
        double alpha = Math.Sin(omega) / (2 * quality), a0 = 1 + alpha / amplitude, a1 = -2 * Math.Cos(omega);
        return new((1 + alpha * amplitude) / a0, a1 / a0, (1 - alpha * amplitude) / a0, a1 / a0, (1 - alpha / amplitude) / a0);
    }

    /// <summary>The output for the next sample of the input.</summary>
    public double Next(double x)
    {
        double y = _b0 * x + _s1;
        _s1 = _b1 * x - _a1 * y + _s2;
        _s2 = _b2 * x - _a2 * y;
        return y;
    }
}
