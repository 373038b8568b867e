using System.Numerics;

namespace AutoDiff;

/// <content>A complex number beside real tensors.</content>
public static partial class Tensor
{
    extension(Tensor<double>)
    {
        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex> operator +(Tensor<double> left, Complex right) => left + (Tensor<Complex>)right;

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex> operator +(Complex left, Tensor<double> right) => (Tensor<Complex>)left + right;

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex> operator -(Tensor<double> left, Complex right) => left - (Tensor<Complex>)right;

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex> operator -(Complex left, Tensor<double> right) => (Tensor<Complex>)left - right;

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex> operator *(Tensor<double> left, Complex right) => left * (Tensor<Complex>)right;

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex> operator *(Complex left, Tensor<double> right) => (Tensor<Complex>)left * right;

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex> operator /(Tensor<double> left, Complex right) => left / (Tensor<Complex>)right;

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex> operator /(Complex left, Tensor<double> right) => (Tensor<Complex>)left / right;
    }

    extension(Tensor<float>)
    {
        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex64> operator +(Tensor<float> left, Complex64 right) => left + (Tensor<Complex64>)right;

        /// <summary>The sum, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left + right.</returns>
        public static Tensor<Complex64> operator +(Complex64 left, Tensor<float> right) => (Tensor<Complex64>)left + right;

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex64> operator -(Tensor<float> left, Complex64 right) => left - (Tensor<Complex64>)right;

        /// <summary>The difference, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left − right.</returns>
        public static Tensor<Complex64> operator -(Complex64 left, Tensor<float> right) => (Tensor<Complex64>)left - right;

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex64> operator *(Tensor<float> left, Complex64 right) => left * (Tensor<Complex64>)right;

        /// <summary>The product, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left · right.</returns>
        public static Tensor<Complex64> operator *(Complex64 left, Tensor<float> right) => (Tensor<Complex64>)left * right;

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex64> operator /(Tensor<float> left, Complex64 right) => left / (Tensor<Complex64>)right;

        /// <summary>The quotient, element by element: real numbers are complex ones without an imaginary part.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        /// <returns>A new tensor: left / right.</returns>
        public static Tensor<Complex64> operator /(Complex64 left, Tensor<float> right) => (Tensor<Complex64>)left / right;
    }
}
