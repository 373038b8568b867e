using System.Numerics;

namespace Cases.Tensors;

/// <summary>Arrays of complex numbers become tensors, and tensors such arrays.</summary>
public static partial class ComplexArrays
{
    [Differentiable(Order = 2)]
    public static double Spectrum(Complex[] z, double[] window)
    {
        Tensor<Complex> t = Tensor.Create(z, [2, 2]);
        Complex[] products = (t * Tensor.Create(window, [2, 2]) * t.Conjugate().T).ToArray();
        double sum = t.Exp().Abs().Sum().Item();
        for (int i = 0; i < products.Length; i++) sum += (products[i] * z[i]).Real;
        return sum;
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static Complex[] Filtered(Complex[] z, Tensor<Complex> response)
    {
        Tensor<Complex> t = z;
        return (t * response).ToArray();
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Spread(Complex[] z, Complex first, double last)
    {
        Tensor<Complex> t = [first, .. z, last];
        return (t * t).Imaginary().Square().Sum().Item();
    }

    /// <summary>Elements are written after they have been read as a whole, and a whole is written over elements.</summary>
    [Differentiable]
    public static void Replaced(Span<Complex> z, Tensor<Complex> factor)
    {
        Tensor<Complex> before = Tensor.Create<Complex>(z);
        z[0] *= z[1];
        Tensor<Complex> after = Tensor.Create<Complex>(z);
        (before * after * factor).CopyTo(z);
        z[1] = z[0] * Complex.ImaginaryOne;
    }

    [Differentiable]
    public static float Single(Complex64[] z)
    {
        Tensor<Complex64> t = z;
        ReadOnlySpan<Complex64> squares = (t * t).AsSpan();
        float sum = 0;
        foreach (Complex64 square in squares) sum += square.Real * square.Imaginary;
        return sum;
    }

    /// <summary>A complex number beside real tensors.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Beside(Tensor<double> w, Complex c) => ((w - c) * (c / w)).Abs().Sum().Item() + (c * w + c).Imaginary().Sum().Item();

    private static readonly Complex[] Four = [new(0.5, -0.25), new(0.3, 0.8), new(-0.7, 0.2), new(0.1, 0.9)];

    public static IEnumerable<object[]> SpectrumPoints => [[Four, new[] { 0.5, 1, 0.75, 0.25 }]];

    public static IEnumerable<object[]> FilteredPoints => [[Four, (Tensor<Complex>)new Complex[] { new(1, 2), new(0.5, 0), new(0, -1), new(0.3, 0.3) }]];

    public static IEnumerable<object[]> SpreadPoints => [[Four, new Complex(1, 2), 0.5]];

    public static IEnumerable<object[]> ReplacedPoints => [[Four, (Tensor<Complex>)new Complex[] { new(1, 2), new(0.5, 0), new(0, -1), new(0.3, 0.3) }]];

    public static IEnumerable<object[]> BesidePoints => [[(Tensor<double>)[0.5, 2], new Complex(1, 2)]];

    public static IEnumerable<object[]> SinglePoints => [[new[] { new Complex64(0.75f, -0.5f), new(0.3f, 0.2f) }]];
}
