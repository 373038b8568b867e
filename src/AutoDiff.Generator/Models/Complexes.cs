using System;
using System.Numerics;

namespace AutoDiff.Models
{
    /// <summary>
    /// Complex numbers as pairs of real ones. The gradient of a real loss is ∂L/∂Re + i ∂L/∂Im, the direction of steepest ascent: that of |z|² is 2z.
    /// </summary>
    internal static class ComplexModel
    {
        public static Complex op_Addition(Complex a, Complex b) => new Complex(a.Real + b.Real, a.Imaginary + b.Imaginary);

        public static Complex op_Addition(Complex a, double b) => new Complex(a.Real + b, a.Imaginary);

        public static Complex op_Addition(double a, Complex b) => new Complex(a + b.Real, b.Imaginary);

        public static Complex op_Subtraction(Complex a, Complex b) => new Complex(a.Real - b.Real, a.Imaginary - b.Imaginary);

        public static Complex op_Subtraction(Complex a, double b) => new Complex(a.Real - b, a.Imaginary);

        public static Complex op_Subtraction(double a, Complex b) => new Complex(a - b.Real, -b.Imaginary);

        public static Complex op_Multiply(Complex a, Complex b) =>
            new Complex(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Imaginary * b.Real + a.Real * b.Imaginary);

        public static Complex op_Multiply(Complex a, double b) => new Complex(a.Real * b, a.Imaginary * b);

        public static Complex op_Multiply(double a, Complex b) => new Complex(a * b.Real, a * b.Imaginary);

        // Smith's algorithm: neither square overflows.
        public static Complex op_Division(Complex a, Complex b)
        {
            if (Math.Abs(b.Imaginary) < Math.Abs(b.Real))
            {
                double ratio = b.Imaginary / b.Real, divisor = b.Real + b.Imaginary * ratio;
                return new Complex((a.Real + a.Imaginary * ratio) / divisor, (a.Imaginary - a.Real * ratio) / divisor);
            }
            else
            {
                double ratio = b.Real / b.Imaginary, divisor = b.Imaginary + b.Real * ratio;
                return new Complex((a.Imaginary + a.Real * ratio) / divisor, (a.Imaginary * ratio - a.Real) / divisor);
            }
        }

        public static Complex op_Division(Complex a, double b) => new Complex(a.Real / b, a.Imaginary / b);

        public static Complex op_Division(double a, Complex b) => new Complex(a, 0) / b;

        public static Complex op_UnaryNegation(Complex a) => new Complex(-a.Real, -a.Imaginary);

        public static Complex op_Increment(Complex a) => new Complex(a.Real + 1, a.Imaginary);

        public static Complex op_Decrement(Complex a) => new Complex(a.Real - 1, a.Imaginary);

        public static Complex op_Implicit(double real) => new Complex(real, 0);

        public static Complex op_Implicit(float real) => new Complex(real, 0);

        public static Complex op_Implicit(int real) => new Complex(real, 0);

        public static Complex op_Implicit(long real) => new Complex(real, 0);

        public static bool op_Equality(Complex a, Complex b) => a.Real == b.Real && a.Imaginary == b.Imaginary;

        public static bool op_Inequality(Complex a, Complex b) => a.Real != b.Real || a.Imaginary != b.Imaginary;

        public static Complex Add(Complex a, Complex b) => a + b;

        public static Complex Subtract(Complex a, Complex b) => a - b;

        public static Complex Multiply(Complex a, Complex b) => a * b;

        public static Complex Divide(Complex a, Complex b) => a / b;

        public static Complex Negate(Complex a) => -a;

        public static Complex Conjugate(Complex a) => new Complex(a.Real, -a.Imaginary);

        public static Complex Reciprocal(Complex a) => 1 / a;

        public static Complex FromPolarCoordinates(double magnitude, double phase) => new Complex(magnitude * Math.Cos(phase), magnitude * Math.Sin(phase));

        public static double get_Magnitude(Complex self) => double.Hypot(self.Real, self.Imaginary);

        public static double get_Phase(Complex self) => Math.Atan2(self.Imaginary, self.Real);

        public static double Abs(Complex a) => double.Hypot(a.Real, a.Imaginary);

        public static Complex Exp(Complex a)
        {
            double magnitude = Math.Exp(a.Real);
            return new Complex(magnitude * Math.Cos(a.Imaginary), magnitude * Math.Sin(a.Imaginary));
        }

        public static Complex Log(Complex a) => new Complex(Math.Log(double.Hypot(a.Real, a.Imaginary)), Math.Atan2(a.Imaginary, a.Real));

        public static Complex Log(Complex a, double newBase) => Complex.Log(a) / Math.Log(newBase);

        public static Complex Log10(Complex a) => Complex.Log(a) / Math.Log(10);

        public static Complex Sqrt(Complex a)
        {
            if (a.Real == 0 && a.Imaginary == 0) return new Complex(Math.Sqrt(a.Real), 0);
            double magnitude = double.Hypot(a.Real, a.Imaginary);
            if (a.Real >= 0)
            {
                double real = Math.Sqrt((magnitude + a.Real) * 0.5);
                return new Complex(real, a.Imaginary / (2 * real));
            }
            double imaginary = Math.Sqrt((magnitude - a.Real) * 0.5);
            if (a.Imaginary < 0) imaginary = -imaginary;
            return new Complex(a.Imaginary / (2 * imaginary), imaginary);
        }

        public static Complex Pow(Complex a, double power) => Complex.Pow(a, new Complex(power, 0));

        public static Complex Pow(Complex a, Complex power)
        {
            if (a == Complex.Zero) return power == Complex.Zero ? Complex.One : Complex.Zero;
            double rho = double.Hypot(a.Real, a.Imaginary), theta = Math.Atan2(a.Imaginary, a.Real);
            double angle = power.Real * theta + power.Imaginary * Math.Log(rho);
            double magnitude = Math.Pow(rho, power.Real) * Math.Exp(-power.Imaginary * theta);
            return new Complex(magnitude * Math.Cos(angle), magnitude * Math.Sin(angle));
        }

        public static Complex Sin(Complex a) => new Complex(Math.Sin(a.Real) * Math.Cosh(a.Imaginary), Math.Cos(a.Real) * Math.Sinh(a.Imaginary));

        public static Complex Cos(Complex a) => new Complex(Math.Cos(a.Real) * Math.Cosh(a.Imaginary), -(Math.Sin(a.Real) * Math.Sinh(a.Imaginary)));

        public static Complex Tan(Complex a) => Complex.Sin(a) / Complex.Cos(a);

        public static Complex Sinh(Complex a) => new Complex(Math.Sinh(a.Real) * Math.Cos(a.Imaginary), Math.Cosh(a.Real) * Math.Sin(a.Imaginary));

        public static Complex Cosh(Complex a) => new Complex(Math.Cosh(a.Real) * Math.Cos(a.Imaginary), Math.Sinh(a.Real) * Math.Sin(a.Imaginary));

        public static Complex Tanh(Complex a) => Complex.Sinh(a) / Complex.Cosh(a);

        // W. Kahan, "Branch cuts for complex elementary functions" (1987), in the first quadrant, with r = √(1 − z̄) and s = √(1 + z): of sums nothing cancels. The other quadrants mirror it.
        public static Complex Asin(Complex a)
        {
            bool isLeft = a.Real < 0, isBelow = a.Imaginary < 0;
            double x = isLeft ? -a.Real : a.Real, y = isBelow ? -a.Imaginary : a.Imaginary;
            Complex r = Complex.Sqrt(new Complex(1 - x, y)), s = Complex.Sqrt(new Complex(1 + x, y));
            double real = Math.Atan2(x, r.Real * s.Real + r.Imaginary * s.Imaginary), imaginary = Math.Asinh(r.Real * s.Imaginary + r.Imaginary * s.Real);
            return new Complex(isLeft ? -real : real, isBelow ? -imaginary : imaginary);
        }

        public static Complex Acos(Complex a)
        {
            bool isLeft = a.Real < 0, isAbove = a.Imaginary > 0;
            double x = isLeft ? -a.Real : a.Real, y = isAbove ? a.Imaginary : -a.Imaginary;
            Complex r = Complex.Sqrt(new Complex(1 - x, y)), s = Complex.Sqrt(new Complex(1 + x, y));
            double real = 2 * Math.Atan2(r.Real, s.Real), imaginary = Math.Asinh(r.Real * s.Imaginary + r.Imaginary * s.Real);
            return new Complex(isLeft ? Math.PI - real : real, isAbove ? -imaginary : imaginary);
        }

        public static Complex Atan(Complex a)
        {
            double x = a.Real;
            bool isBelow = a.Imaginary < 0;
            double y = isBelow ? -a.Imaginary : a.Imaginary;
            double imaginary = 0.25 * double.LogP1(4 * y / (x * x + (1 - y) * (1 - y)));
            return new Complex(0.5 * Math.Atan2(2 * x, (1 - y) * (1 + y) - x * x), isBelow ? -imaginary : imaginary);
        }
    }
}
