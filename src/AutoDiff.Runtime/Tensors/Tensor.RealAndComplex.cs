using System.Numerics;

namespace AutoDiff;

/// <content>Complex numbers beside real ones.</content>
public static partial class Tensor
{
    extension(Tensor<Complex>)
    {
        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex> operator +(Tensor<Complex> left, Tensor<double> right) => WithComplex(right, left, static (real, complex) => Add(complex, real));

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex> operator +(Tensor<double> left, Tensor<Complex> right) => WithComplex(left, right, static (real, complex) => Add(real, complex));

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex> operator +(Tensor<Complex> left, double right) => Add<Complex>(left, right);

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex> operator +(double left, Tensor<Complex> right) => Add<Complex>(left, right);

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex> operator -(Tensor<Complex> left, Tensor<double> right) => WithComplex(right, left, static (real, complex) => Subtract(complex, real));

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex> operator -(Tensor<double> left, Tensor<Complex> right) => WithComplex(left, right, static (real, complex) => Subtract(real, complex));

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex> operator -(Tensor<Complex> left, double right) => Subtract<Complex>(left, right);

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex> operator -(double left, Tensor<Complex> right) => Subtract<Complex>(left, right);

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex> operator *(Tensor<Complex> left, Tensor<double> right) => WithComplex(right, left, static (real, complex) => Multiply(complex, real));

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex> operator *(Tensor<double> left, Tensor<Complex> right) => WithComplex(left, right, static (real, complex) => Multiply(real, complex));

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex> operator *(Tensor<Complex> left, double right) => Multiply<Complex>(left, right);

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex> operator *(double left, Tensor<Complex> right) => Multiply<Complex>(left, right);

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex> operator /(Tensor<Complex> left, Tensor<double> right) => WithComplex(right, left, static (real, complex) => Divide(complex, real));

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex> operator /(Tensor<double> left, Tensor<Complex> right) => WithComplex(left, right, static (real, complex) => Divide(real, complex));

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex> operator /(Tensor<Complex> left, double right) => Divide<Complex>(left, right);

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex> operator /(double left, Tensor<Complex> right) => Divide<Complex>(left, right);
    }

    extension(Tensor<Complex64>)
    {
        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex64> operator +(Tensor<Complex64> left, Tensor<float> right) => WithComplex(right, left, static (real, complex) => Add(complex, real));

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex64> operator +(Tensor<float> left, Tensor<Complex64> right) => WithComplex(left, right, static (real, complex) => Add(real, complex));

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex64> operator +(Tensor<Complex64> left, float right) => Add<Complex64>(left, right);

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex64> operator +(float left, Tensor<Complex64> right) => Add<Complex64>(left, right);

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex64> operator -(Tensor<Complex64> left, Tensor<float> right) => WithComplex(right, left, static (real, complex) => Subtract(complex, real));

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex64> operator -(Tensor<float> left, Tensor<Complex64> right) => WithComplex(left, right, static (real, complex) => Subtract(real, complex));

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex64> operator -(Tensor<Complex64> left, float right) => Subtract<Complex64>(left, right);

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex64> operator -(float left, Tensor<Complex64> right) => Subtract<Complex64>(left, right);

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex64> operator *(Tensor<Complex64> left, Tensor<float> right) => WithComplex(right, left, static (real, complex) => Multiply(complex, real));

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex64> operator *(Tensor<float> left, Tensor<Complex64> right) => WithComplex(left, right, static (real, complex) => Multiply(real, complex));

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex64> operator *(Tensor<Complex64> left, float right) => Multiply<Complex64>(left, right);

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex64> operator *(float left, Tensor<Complex64> right) => Multiply<Complex64>(left, right);

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex64> operator /(Tensor<Complex64> left, Tensor<float> right) => WithComplex(right, left, static (real, complex) => Divide(complex, real));

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex64> operator /(Tensor<float> left, Tensor<Complex64> right) => WithComplex(left, right, static (real, complex) => Divide(real, complex));

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex64> operator /(Tensor<Complex64> left, float right) => Divide<Complex64>(left, right);

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex64> operator /(float left, Tensor<Complex64> right) => Divide<Complex64>(left, right);
    }

    /// <summary>Complex numbers of absolute values and angles, element by element.</summary>
    /// <param name="magnitude">The absolute values.</param>
    /// <param name="angle">The angles to the positive real axis.</param>
    /// <returns>A new tensor of the shape that both broadcast to: r·e^(i·φ).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<Complex> Polar(Tensor<double> magnitude, Tensor<double> angle) => Elementwise.Apply<double, Complex, ComplexPolar>(magnitude, angle, "Polar");

    /// <inheritdoc cref="Polar(Tensor{double}, Tensor{double})"/>
    public static Tensor<Complex64> Polar(Tensor<float> magnitude, Tensor<float> angle) => Elementwise.Apply<float, Complex64, Complex64Polar>(magnitude, angle, "Polar");

    private static Tensor<TComplex> WithComplex<TReal, TComplex>(Tensor<TReal> real, Tensor<TComplex> complex, Func<Tensor<TComplex>, Tensor<TComplex>, Tensor<TComplex>> operation)
        where TReal : unmanaged
        where TComplex : unmanaged
    {
        Tensor<TComplex> converted = real.To<TComplex>();
        Tensor<TComplex> result = operation(converted, complex);
        converted.Recycle();
        return result;
    }

    private readonly struct ComplexPolar : IBinaryOperation<double, Complex>
    {
        public static Complex Invoke(double magnitude, double angle) => Complex.FromPolarCoordinates(magnitude, angle);
    }

    private readonly struct Complex64Polar : IBinaryOperation<float, Complex64>
    {
        public static Complex64 Invoke(float magnitude, float angle) => Complex64.FromPolarCoordinates(magnitude, angle);
    }
}
