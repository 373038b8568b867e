using System.Numerics;

namespace Cases.SystemNumerics;

/// <summary>Complex numbers: a real loss has the gradient ∂L/∂Re + i ∂L/∂Im.</summary>
public static partial class Resonance
{
    [Differentiable]
    public static double Square(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;

    /// <summary>The power of a resonator's response at an angular frequency.</summary>
    [Differentiable]
    public static double Power(double frequency, double damping)
    {
        Complex s = new(0, frequency);
        Complex response = 1 / (s * s + damping * s + 1);
        return response.Magnitude * response.Magnitude;
    }

    /// <summary>Newton's method for a root of z³ = c.</summary>
    [Differentiable]
    public static Complex CubeRoot(Complex c, int steps)
    {
        Complex z = Complex.One;
        for (int i = 0; i < steps; i++) z -= (z * z * z - c) / (3 * z * z);
        return Complex.Exp(Complex.Log(z));
    }

    public static IEnumerable<object[]> SquarePoints => [[new Complex(0.75, -1.5)]];

    public static object[] SquareExpectedGradients => [new object[] { new Complex(1.5, -3) }];

    public static IEnumerable<object[]> PowerPoints => [[0.75, 0.3]];

    public static IEnumerable<object[]> CubeRootPoints => [[new Complex(0.75, 0.5), 4]];
}
