using System.Numerics;

namespace Cases.SystemNumerics;

/// <summary>Inverse functions of complex numbers, on the real axis too, where the derivative along the imaginary one is the same as elsewhere.</summary>
public static partial class ComplexArcs
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static Complex Arcs(Complex z) => Complex.Asin(z) + 2 * Complex.Acos(z) * z + Complex.Atan(z);

    [Differentiable]
    public static Complex Root(Complex z) => Complex.Sqrt(z);

    [Differentiable]
    public static Complex Power(Complex z, Complex power) => Complex.Pow(z, power);

    [Differentiable]
    public static Complex64 Single(Complex64 z) => Complex64.Atan(Complex64.Acos(z) * Complex64.Asin(z));

    public static IEnumerable<object[]> ArcsPoints =>
    [
        [new Complex(0.75, -1.5)], [new Complex(-0.4, 0.3)], [new Complex(3, 2)], [new Complex(-2, -0.5)],
        [new Complex(0.5, 0)], [new Complex(-0.25, 0)], [new Complex(0, 0.5)], [new Complex(0, 0)],
    ];

    public static IEnumerable<object[]> RootPoints => [[new Complex(2, 0)], [new Complex(0, -2)], [new Complex(-1, 0.5)], [new Complex(-1, -2)]];

    public static IEnumerable<object[]> PowerPoints => [[new Complex(0.5, 0.3), new Complex(1.5, -1)], [new Complex(0.5, 0.3), new Complex(0, 0)]];

    public static IEnumerable<object[]> SinglePoints => [[new Complex64(0.4f, -0.3f)], [new Complex64(-0.6f, 0.8f)]];
}
