using System.Numerics;

namespace AutoDiff;

/// <content>The functions of complex numbers.</content>
public static partial class Tensor
{
    /// <summary>The sine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: sin z.</returns>
    public static Tensor<Complex> Sin(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexSin>(z);

    /// <summary>The cosine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: cos z.</returns>
    public static Tensor<Complex> Cos(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexCos>(z);

    /// <summary>The tangent, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: tan z.</returns>
    public static Tensor<Complex> Tan(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexTan>(z);

    /// <summary>The principal inverse sine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: asin z.</returns>
    public static Tensor<Complex> Asin(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexAsin>(z);

    /// <summary>The principal inverse cosine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: acos z.</returns>
    public static Tensor<Complex> Acos(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexAcos>(z);

    /// <summary>The principal inverse tangent, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: atan z.</returns>
    public static Tensor<Complex> Atan(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexAtan>(z);

    /// <summary>The hyperbolic sine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: sinh z.</returns>
    public static Tensor<Complex> Sinh(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexSinh>(z);

    /// <summary>The hyperbolic cosine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: cosh z.</returns>
    public static Tensor<Complex> Cosh(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexCosh>(z);

    /// <summary>The hyperbolic tangent, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: tanh z.</returns>
    public static Tensor<Complex> Tanh(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexTanh>(z);

    /// <summary>The exponential function, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: e to the power of z.</returns>
    public static Tensor<Complex> Exp(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexExp>(z);

    /// <summary>The principal logarithm, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: log z.</returns>
    public static Tensor<Complex> Log(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexLog>(z);

    /// <summary>The principal logarithm to base 10, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: log₁₀ z.</returns>
    public static Tensor<Complex> Log10(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexLog10>(z);

    /// <summary>The principal square root, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: √z.</returns>
    public static Tensor<Complex> Sqrt(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexSqrt>(z);

    /// <summary>The conjugate, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: x − i·y for x + i·y.</returns>
    public static Tensor<Complex> Conjugate(this Tensor<Complex> z) => Elementwise.Apply<Complex, Complex, ComplexConjugate>(z);

    /// <summary>The real part, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: x for x + i·y.</returns>
    public static Tensor<double> Real(this Tensor<Complex> z) => Elementwise.Apply<Complex, double, ComplexReal>(z);

    /// <summary>The imaginary part, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: y for x + i·y.</returns>
    public static Tensor<double> Imaginary(this Tensor<Complex> z) => Elementwise.Apply<Complex, double, ComplexImaginary>(z);

    /// <summary>The absolute value, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: |z|.</returns>
    public static Tensor<double> Abs(this Tensor<Complex> z) => Elementwise.Apply<Complex, double, ComplexAbs>(z);

    /// <summary>The angle to the positive real axis, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: arg z, between −π and π.</returns>
    public static Tensor<double> Angle(this Tensor<Complex> z) => Elementwise.Apply<Complex, double, ComplexAngle>(z);

    /// <summary>The principal power, element by element.</summary>
    /// <param name="z">The bases.</param>
    /// <param name="exponent">The exponents.</param>
    /// <returns>A new tensor: z to the power of the exponent.</returns>
    public static Tensor<Complex> Pow(this Tensor<Complex> z, Tensor<Complex> exponent) => Elementwise.Apply<Complex, Complex, ComplexPow>(z, exponent, "Pow");

    /// <summary>The principal power, element by element.</summary>
    /// <param name="z">The bases.</param>
    /// <param name="exponent">The exponents.</param>
    /// <returns>A new tensor: z to the power of the exponent.</returns>
    public static Tensor<Complex> Pow(this Tensor<Complex> z, Complex exponent) => Elementwise.Apply<Complex, Complex, ComplexPow>(z, exponent);

    /// <summary>Complex numbers of two parts.</summary>
    /// <param name="real">The real parts.</param>
    /// <param name="imaginary">The imaginary parts.</param>
    /// <returns>A new tensor of the shape that both broadcast to: x + i·y.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<Complex> ToComplex(Tensor<double> real, Tensor<double> imaginary) => Elementwise.Apply<double, Complex, ComplexParts>(real, imaginary, "ToComplex");

    /// <summary>The sine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: sin z.</returns>
    public static Tensor<Complex64> Sin(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Sin>(z);

    /// <summary>The cosine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: cos z.</returns>
    public static Tensor<Complex64> Cos(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Cos>(z);

    /// <summary>The tangent, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: tan z.</returns>
    public static Tensor<Complex64> Tan(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Tan>(z);

    /// <summary>The principal inverse sine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: asin z.</returns>
    public static Tensor<Complex64> Asin(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Asin>(z);

    /// <summary>The principal inverse cosine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: acos z.</returns>
    public static Tensor<Complex64> Acos(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Acos>(z);

    /// <summary>The principal inverse tangent, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: atan z.</returns>
    public static Tensor<Complex64> Atan(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Atan>(z);

    /// <summary>The hyperbolic sine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: sinh z.</returns>
    public static Tensor<Complex64> Sinh(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Sinh>(z);

    /// <summary>The hyperbolic cosine, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: cosh z.</returns>
    public static Tensor<Complex64> Cosh(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Cosh>(z);

    /// <summary>The hyperbolic tangent, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: tanh z.</returns>
    public static Tensor<Complex64> Tanh(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Tanh>(z);

    /// <summary>The exponential function, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: e to the power of z.</returns>
    public static Tensor<Complex64> Exp(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Exp>(z);

    /// <summary>The principal logarithm, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: log z.</returns>
    public static Tensor<Complex64> Log(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Log>(z);

    /// <summary>The principal logarithm to base 10, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: log₁₀ z.</returns>
    public static Tensor<Complex64> Log10(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Log10>(z);

    /// <summary>The principal square root, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: √z.</returns>
    public static Tensor<Complex64> Sqrt(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Sqrt>(z);

    /// <summary>The conjugate, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: x − i·y for x + i·y.</returns>
    public static Tensor<Complex64> Conjugate(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, Complex64, Complex64Conjugate>(z);

    /// <summary>The real part, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: x for x + i·y.</returns>
    public static Tensor<float> Real(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, float, Complex64Real>(z);

    /// <summary>The imaginary part, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: y for x + i·y.</returns>
    public static Tensor<float> Imaginary(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, float, Complex64Imaginary>(z);

    /// <summary>The absolute value, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: |z|.</returns>
    public static Tensor<float> Abs(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, float, Complex64Abs>(z);

    /// <summary>The angle to the positive real axis, element by element.</summary>
    /// <param name="z">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="z"/>: arg z, between −π and π.</returns>
    public static Tensor<float> Angle(this Tensor<Complex64> z) => Elementwise.Apply<Complex64, float, Complex64Angle>(z);

    /// <summary>The principal power, element by element.</summary>
    /// <param name="z">The bases.</param>
    /// <param name="exponent">The exponents.</param>
    /// <returns>A new tensor: z to the power of the exponent.</returns>
    public static Tensor<Complex64> Pow(this Tensor<Complex64> z, Tensor<Complex64> exponent) => Elementwise.Apply<Complex64, Complex64, Complex64Pow>(z, exponent, "Pow");

    /// <summary>The principal power, element by element.</summary>
    /// <param name="z">The bases.</param>
    /// <param name="exponent">The exponents.</param>
    /// <returns>A new tensor: z to the power of the exponent.</returns>
    public static Tensor<Complex64> Pow(this Tensor<Complex64> z, Complex64 exponent) => Elementwise.Apply<Complex64, Complex64, Complex64Pow>(z, exponent);

    /// <summary>Complex numbers of two parts.</summary>
    /// <param name="real">The real parts.</param>
    /// <param name="imaginary">The imaginary parts.</param>
    /// <returns>A new tensor of the shape that both broadcast to: x + i·y.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<Complex64> ToComplex(Tensor<float> real, Tensor<float> imaginary) => Elementwise.Apply<float, Complex64, Complex64Parts>(real, imaginary, "ToComplex");

    private readonly struct ComplexSin : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Sin(z);
    }

    private readonly struct ComplexCos : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Cos(z);
    }

    private readonly struct ComplexTan : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Tan(z);
    }

    private readonly struct ComplexAsin : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Asin(z);
    }

    private readonly struct ComplexAcos : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Acos(z);
    }

    private readonly struct ComplexAtan : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Atan(z);
    }

    private readonly struct ComplexSinh : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Sinh(z);
    }

    private readonly struct ComplexCosh : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Cosh(z);
    }

    private readonly struct ComplexTanh : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Tanh(z);
    }

    private readonly struct ComplexExp : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Exp(z);
    }

    private readonly struct ComplexLog : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Log(z);
    }

    private readonly struct ComplexLog10 : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Log10(z);
    }

    private readonly struct ComplexSqrt : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Sqrt(z);
    }

    private readonly struct ComplexConjugate : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z) => Complex.Conjugate(z);
    }

    private readonly struct ComplexReal : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex z) => z.Real;
    }

    private readonly struct ComplexImaginary : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex z) => z.Imaginary;
    }

    private readonly struct ComplexAbs : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex z) => Complex.Abs(z);
    }

    private readonly struct ComplexAngle : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex z) => z.Phase;
    }

    private readonly struct ComplexPow : IBinaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex z, Complex exponent) => Complex.Pow(z, exponent);
    }

    private readonly struct ComplexParts : IBinaryOperation<double, Complex>
    {
        public static Complex Invoke(double real, double imaginary) => new(real, imaginary);
    }

    private readonly struct Complex64Sin : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Sin(z);
    }

    private readonly struct Complex64Cos : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Cos(z);
    }

    private readonly struct Complex64Tan : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Tan(z);
    }

    private readonly struct Complex64Asin : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Asin(z);
    }

    private readonly struct Complex64Acos : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Acos(z);
    }

    private readonly struct Complex64Atan : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Atan(z);
    }

    private readonly struct Complex64Sinh : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Sinh(z);
    }

    private readonly struct Complex64Cosh : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Cosh(z);
    }

    private readonly struct Complex64Tanh : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Tanh(z);
    }

    private readonly struct Complex64Exp : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Exp(z);
    }

    private readonly struct Complex64Log : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Log(z);
    }

    private readonly struct Complex64Log10 : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Log10(z);
    }

    private readonly struct Complex64Sqrt : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Sqrt(z);
    }

    private readonly struct Complex64Conjugate : IUnaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z) => Complex64.Conjugate(z);
    }

    private readonly struct Complex64Real : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 z) => z.Real;
    }

    private readonly struct Complex64Imaginary : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 z) => z.Imaginary;
    }

    private readonly struct Complex64Abs : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 z) => Complex64.Abs(z);
    }

    private readonly struct Complex64Angle : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 z) => z.Phase;
    }

    private readonly struct Complex64Pow : IBinaryOperation<Complex64, Complex64>
    {
        public static Complex64 Invoke(Complex64 z, Complex64 exponent) => Complex64.Pow(z, exponent);
    }

    private readonly struct Complex64Parts : IBinaryOperation<float, Complex64>
    {
        public static Complex64 Invoke(float real, float imaginary) => new(real, imaginary);
    }
}
