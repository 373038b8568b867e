using System.Numerics;

namespace AutoDiff.Models
{
    /// <summary>Complex numbers in single precision: the runtime computes their functions in double precision and rounds.</summary>
    internal static class Complex64Model
    {
        public static Complex64 op_Addition(Complex64 a, Complex64 b) => new Complex64(a.Real + b.Real, a.Imaginary + b.Imaginary);

        public static Complex64 op_Subtraction(Complex64 a, Complex64 b) => new Complex64(a.Real - b.Real, a.Imaginary - b.Imaginary);

        public static Complex64 op_Multiply(Complex64 a, Complex64 b) =>
            new Complex64(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

        public static Complex64 op_Division(Complex64 a, Complex64 b) => (Complex64)((Complex)a / (Complex)b);

        public static Complex64 op_UnaryNegation(Complex64 a) => new Complex64(-a.Real, -a.Imaginary);

        public static Complex64 op_UnaryPlus(Complex64 a) => a;

        public static Complex64 op_Increment(Complex64 a) => new Complex64(a.Real + 1, a.Imaginary);

        public static Complex64 op_Decrement(Complex64 a) => new Complex64(a.Real - 1, a.Imaginary);

        public static Complex64 op_Implicit(float real) => new Complex64(real, 0);

        public static Complex op_Implicit(Complex64 a) => new Complex(a.Real, a.Imaginary);

        public static Complex64 op_Explicit(Complex a) => new Complex64((float)a.Real, (float)a.Imaginary);

        public static bool op_Equality(Complex64 a, Complex64 b) => a.Real == b.Real && a.Imaginary == b.Imaginary;

        public static bool op_Inequality(Complex64 a, Complex64 b) => a.Real != b.Real || a.Imaginary != b.Imaginary;

        public static float get_Magnitude(Complex64 self) => (float)double.Hypot(self.Real, self.Imaginary);

        public static float get_Phase(Complex64 self) => System.MathF.Atan2(self.Imaginary, self.Real);

        public static float Abs(Complex64 a) => (float)double.Hypot(a.Real, a.Imaginary);

        public static Complex64 Conjugate(Complex64 a) => new Complex64(a.Real, -a.Imaginary);

        public static Complex64 FromPolarCoordinates(float magnitude, float phase) => (Complex64)Complex.FromPolarCoordinates(magnitude, phase);

        public static Complex64 Pow(Complex64 a, Complex64 power) => (Complex64)Complex.Pow((Complex)a, (Complex)power);

        public static Complex64 Reciprocal(Complex64 a) => (Complex64)Complex.Reciprocal((Complex)a);

        public static Complex64 Sqrt(Complex64 a) => (Complex64)Complex.Sqrt((Complex)a);

        public static Complex64 Exp(Complex64 a) => (Complex64)Complex.Exp((Complex)a);

        public static Complex64 Log(Complex64 a) => (Complex64)Complex.Log((Complex)a);

        public static Complex64 Log10(Complex64 a) => (Complex64)Complex.Log10((Complex)a);

        public static Complex64 Sin(Complex64 a) => (Complex64)Complex.Sin((Complex)a);

        public static Complex64 Cos(Complex64 a) => (Complex64)Complex.Cos((Complex)a);

        public static Complex64 Tan(Complex64 a) => (Complex64)Complex.Tan((Complex)a);

        public static Complex64 Sinh(Complex64 a) => (Complex64)Complex.Sinh((Complex)a);

        public static Complex64 Cosh(Complex64 a) => (Complex64)Complex.Cosh((Complex)a);

        public static Complex64 Tanh(Complex64 a) => (Complex64)Complex.Tanh((Complex)a);

        public static Complex64 Asin(Complex64 a) => (Complex64)Complex.Asin((Complex)a);

        public static Complex64 Acos(Complex64 a) => (Complex64)Complex.Acos((Complex)a);

        public static Complex64 Atan(Complex64 a) => (Complex64)Complex.Atan((Complex)a);
    }
}
