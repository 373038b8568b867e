using System.Numerics;

namespace Cases.SystemNumerics;

/// <summary>A fast Fourier transform: arrays and spans of complex numbers, in place, by recursion.</summary>
public static partial class Fourier
{
    [Differentiable]
    public static double Brightness(double[] signal)
    {
        Complex[] spectrum = new Complex[signal.Length];
        for (int i = 0; i < signal.Length; i++) spectrum[i] = signal[i];
        Transform(spectrum);
        double sum = 0;
        for (int k = 1; k <= signal.Length / 2; k++) sum += k * Math.Log(1 + spectrum[k].Magnitude);
        return sum;
    }

    private static void Transform(Span<Complex> a)
    {
        if (a.Length == 1) return;
        int half = a.Length / 2;
        Complex[] even = new Complex[half], odd = new Complex[half];
        for (int i = 0; i < half; i++)
        {
            even[i] = a[2 * i];
            odd[i] = a[2 * i + 1];
        }
        Transform(even);
        Transform(odd);
        for (int i = 0; i < half; i++)
        {
            Complex turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / a.Length) * odd[i];
            a[i] = even[i] + turned;
            a[i + half] = even[i] - turned;
        }
    }

    public static IEnumerable<object[]> Points => [[new double[] { 1, 2, -1, 0.5, 3, 0.25, -2, 1.5 }], [new double[] { 0.3, -0.7 }]];
}
