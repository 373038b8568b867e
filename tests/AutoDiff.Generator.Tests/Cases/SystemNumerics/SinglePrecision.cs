using System.Numerics;

namespace Cases.SystemNumerics;

/// <summary>The runtime's complex numbers in single precision: like those of double precision.</summary>
public static partial class SinglePrecision
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static float Power(Complex64 z, float damping)
    {
        Complex64 response = 1f / (z * z + damping * z + 1f);
        return response.Magnitude * response.Magnitude + Complex64.Abs(Complex64.Conjugate(z) - Complex64.ImaginaryOne) + response.Phase;
    }

    [Differentiable]
    public static Complex64 Turned(Complex64[] z, float angle)
    {
        Complex64 sum = Complex64.Zero;
        foreach (Complex64 w in z) sum += Complex64.Exp(w) * Complex64.FromPolarCoordinates(1, angle);
        return -Complex64.Sqrt(sum) / Complex64.Cos(sum);
    }

    /// <summary>In double precision for a while.</summary>
    [Differentiable]
    public static double Wide(Complex64 z, Complex w)
    {
        Complex64 product = (Complex64)(z * w);
        product++;
        return Complex.Abs(product) + (product == z ? 1 : 0);
    }

    public static IEnumerable<object[]> PowerPoints => [[new Complex64(0.75f, -1.5f), 0.3f]];

    public static IEnumerable<object[]> TurnedPoints => [[new[] { new Complex64(0.75f, -0.5f), new(0.3f, 0.2f) }, 0.3f]];

    public static IEnumerable<object[]> WidePoints => [[new Complex64(0.75f, -1.5f), new Complex(0.3, 0.2)]];
}
