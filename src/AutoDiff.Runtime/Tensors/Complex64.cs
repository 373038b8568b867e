using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace AutoDiff;

/// <summary>A complex number of two <see cref="float"/>s, as <see cref="Complex"/> is one of two <see cref="double"/>s. Functions are computed in double and rounded.</summary>
/// <param name="Real">The real part.</param>
/// <param name="Imaginary">The imaginary part.</param>
public readonly partial record struct Complex64(float Real, float Imaginary)
{
    /// <summary>0.</summary>
    public static Complex64 Zero => default;

    /// <summary>1.</summary>
    public static Complex64 One => new(1, 0);

    /// <summary>i, whose square is −1.</summary>
    public static Complex64 ImaginaryOne => new(0, 1);

    /// <summary>The absolute value |z|.</summary>
    public float Magnitude => (float)Complex.Abs(this);

    /// <summary>The angle to the positive real axis, between −π and π.</summary>
    public float Phase => MathF.Atan2(Imaginary, Real);

    /// <summary>The number of an absolute value and an angle.</summary>
    /// <param name="magnitude">The absolute value.</param>
    /// <param name="phase">The angle.</param>
    /// <returns>magnitude · e^(i·phase).</returns>
    public static Complex64 FromPolarCoordinates(float magnitude, float phase) => (Complex64)Complex.FromPolarCoordinates(magnitude, phase);

    /// <summary>The absolute value |z|.</summary>
    /// <param name="value">z.</param>
    /// <returns>|z|.</returns>
    public static float Abs(Complex64 value) => value.Magnitude;

    /// <summary>The conjugate x − i·y.</summary>
    /// <param name="value">x + i·y.</param>
    /// <returns>The conjugate.</returns>
    public static Complex64 Conjugate(Complex64 value) => new(value.Real, -value.Imaginary);

    /// <summary>1/z; 0 for 0, as <see cref="Complex.Reciprocal"/>.</summary>
    /// <param name="value">z.</param>
    /// <returns>1/z.</returns>
    public static Complex64 Reciprocal(Complex64 value) => (Complex64)Complex.Reciprocal(value);

    /// <summary>The principal square root.</summary>
    /// <param name="value">z.</param>
    /// <returns>√z.</returns>
    public static Complex64 Sqrt(Complex64 value) => (Complex64)Complex.Sqrt(value);

    /// <summary>The exponential function.</summary>
    /// <param name="value">z.</param>
    /// <returns>e^z.</returns>
    public static Complex64 Exp(Complex64 value) => (Complex64)Complex.Exp(value);

    /// <summary>The principal natural logarithm.</summary>
    /// <param name="value">z.</param>
    /// <returns>log z.</returns>
    public static Complex64 Log(Complex64 value) => (Complex64)Complex.Log(value);

    /// <summary>The principal logarithm to base 10.</summary>
    /// <param name="value">z.</param>
    /// <returns>log₁₀ z.</returns>
    public static Complex64 Log10(Complex64 value) => (Complex64)Complex.Log10(value);

    /// <summary>A power.</summary>
    /// <param name="value">z.</param>
    /// <param name="power">The exponent.</param>
    /// <returns>z^power.</returns>
    public static Complex64 Pow(Complex64 value, Complex64 power) => (Complex64)Complex.Pow(value, power);

    /// <summary>The sine.</summary>
    /// <param name="value">z.</param>
    /// <returns>sin z.</returns>
    public static Complex64 Sin(Complex64 value) => (Complex64)Complex.Sin(value);

    /// <summary>The cosine.</summary>
    /// <param name="value">z.</param>
    /// <returns>cos z.</returns>
    public static Complex64 Cos(Complex64 value) => (Complex64)Complex.Cos(value);

    /// <summary>The tangent.</summary>
    /// <param name="value">z.</param>
    /// <returns>tan z.</returns>
    public static Complex64 Tan(Complex64 value) => (Complex64)Complex.Tan(value);

    /// <summary>The inverse sine.</summary>
    /// <param name="value">z.</param>
    /// <returns>asin z.</returns>
    public static Complex64 Asin(Complex64 value) => (Complex64)Complex.Asin(value);

    /// <summary>The inverse cosine.</summary>
    /// <param name="value">z.</param>
    /// <returns>acos z.</returns>
    public static Complex64 Acos(Complex64 value) => (Complex64)Complex.Acos(value);

    /// <summary>The inverse tangent.</summary>
    /// <param name="value">z.</param>
    /// <returns>atan z.</returns>
    public static Complex64 Atan(Complex64 value) => (Complex64)Complex.Atan(value);

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="value">z.</param>
    /// <returns>sinh z.</returns>
    public static Complex64 Sinh(Complex64 value) => (Complex64)Complex.Sinh(value);

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="value">z.</param>
    /// <returns>cosh z.</returns>
    public static Complex64 Cosh(Complex64 value) => (Complex64)Complex.Cosh(value);

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="value">z.</param>
    /// <returns>tanh z.</returns>
    public static Complex64 Tanh(Complex64 value) => (Complex64)Complex.Tanh(value);

    /// <summary>The sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>left + right.</returns>
    public static Complex64 operator +(Complex64 left, Complex64 right) => new(left.Real + right.Real, left.Imaginary + right.Imaginary);

    /// <summary>The difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>left − right.</returns>
    public static Complex64 operator -(Complex64 left, Complex64 right) => new(left.Real - right.Real, left.Imaginary - right.Imaginary);

    /// <summary>The product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>left · right.</returns>
    public static Complex64 operator *(Complex64 left, Complex64 right) => new(
        (left.Real * right.Real) - (left.Imaginary * right.Imaginary),
        (left.Real * right.Imaginary) + (left.Imaginary * right.Real));

    /// <summary>The quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>left / right.</returns>
    public static Complex64 operator /(Complex64 left, Complex64 right) => (Complex64)((Complex)left / right);

    /// <summary>The negative.</summary>
    /// <param name="value">A number.</param>
    /// <returns>−value.</returns>
    public static Complex64 operator -(Complex64 value) => new(-value.Real, -value.Imaginary);

    /// <summary>The number itself.</summary>
    /// <param name="value">A number.</param>
    /// <returns>value.</returns>
    public static Complex64 operator +(Complex64 value) => value;

    /// <summary>One more.</summary>
    /// <param name="value">A number.</param>
    /// <returns>value + 1.</returns>
    public static Complex64 operator ++(Complex64 value) => value + One;

    /// <summary>One less.</summary>
    /// <param name="value">A number.</param>
    /// <returns>value − 1.</returns>
    public static Complex64 operator --(Complex64 value) => value - One;

    /// <summary>A real number.</summary>
    /// <param name="value">The real part.</param>
    public static implicit operator Complex64(float value) => new(value, 0);

    /// <summary>The same number in double precision.</summary>
    /// <param name="value">A number.</param>
    public static implicit operator Complex(Complex64 value) => new(value.Real, value.Imaginary);

    /// <summary>A number rounded to single precision.</summary>
    /// <param name="value">A number.</param>
    public static explicit operator Complex64(Complex value) => new((float)value.Real, (float)value.Imaginary);

    /// <summary>As <see cref="Complex"/> is written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ((Complex)this).ToString();

    /// <inheritdoc/>
    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? formatProvider) => ((Complex)this).ToString(format, formatProvider);
}
