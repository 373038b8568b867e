using System.Numerics;

namespace SignalTuning;

/// <summary>By how much a linear stage raises each frequency: the spectrum of what it makes of one impulse.</summary>
internal static class FrequencyResponse
{
    private const int Length = 8192, Points = 1000;

    public static Curve Of(Func<double[], double[]> process, int sampleRate)
    {
        double[] impulse = new double[Length];
        impulse[0] = 1;
        double[] response = process(impulse), frequencies = new double[Points], levels = new double[Points];
        for (int i = 0; i < Points; i++)
        {
            frequencies[i] = 40 * Math.Pow(0.45 * sampleRate / 40, (double)i / (Points - 1));
            Complex rotation = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencies[i] / sampleRate), sum = 0;

            // Horner's rule for Σ h[n] zⁿ.
            for (int n = Length - 1; n >= 0; n--) sum = sum * rotation + response[n];
            levels[i] = Decibels.OfSquare(sum.Real * sum.Real + sum.Imaginary * sum.Imaginary);
        }
        return new("frequency / Hz", "gain / dB", frequencies, levels, IsLogarithmic: true);
    }
}
