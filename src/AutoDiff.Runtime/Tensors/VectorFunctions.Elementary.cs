using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <content>The functions that tensors have.</content>
internal static partial class VectorFunctions
{
    public readonly struct Exp : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Exp(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Exp(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Exp(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Exp(x);
    }

    public readonly struct ExpM1 : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.ExpM1(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.ExpM1(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.ExpM1(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.ExpM1(x);
    }

    public readonly struct Log : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Log(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Log(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Log(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Log(x);
    }

    public readonly struct Log2 : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Log2(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Log2(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Log2(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Log2(x);
    }

    public readonly struct Log10 : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Log10(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Log10(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Log10(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Log10(x);
    }

    public readonly struct LogP1 : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.LogP1(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.LogP1(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.LogP1(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.LogP1(x);
    }

    public readonly struct Sin : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Sin(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Sin(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Sin(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Sin(x);
    }

    public readonly struct Cos : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Cos(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Cos(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Cos(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Cos(x);
    }

    public readonly struct Tan : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Tan(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Tan(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Tan(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Tan(x);
    }

    public readonly struct Asin : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Asin(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Asin(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Asin(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Asin(x);
    }

    public readonly struct Acos : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Acos(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Acos(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Acos(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Acos(x);
    }

    public readonly struct Atan : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Atan(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Atan(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Atan(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Atan(x);
    }

    public readonly struct Sinh : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Sinh(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Sinh(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Sinh(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Sinh(x);
    }

    public readonly struct Cosh : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Cosh(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Cosh(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Cosh(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Cosh(x);
    }

    public readonly struct Tanh : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Tanh(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Tanh(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Tanh(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Tanh(x);
    }

    public readonly struct Sigmoid : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Sigmoid(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Sigmoid(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Sigmoid(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Sigmoid(x);
    }

    public readonly struct Softplus : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Softplus(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Softplus(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Softplus(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Softplus(x);
    }

    public readonly struct LogSigmoid : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => -SimdMath.Softplus(-x);

        public static Vector256<double> Invoke(Vector256<double> x) => -SimdMath.Softplus(-x);

        public static Vector512<float> Invoke(Vector512<float> x) => -SimdMath.Softplus(-x);

        public static Vector256<float> Invoke(Vector256<float> x) => -SimdMath.Softplus(-x);
    }

    public readonly struct Erf : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Erf(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Erf(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Erf(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Erf(x);
    }

    public readonly struct Cbrt : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x) => SimdMath.Cbrt(x);

        public static Vector256<double> Invoke(Vector256<double> x) => SimdMath.Cbrt(x);

        public static Vector512<float> Invoke(Vector512<float> x) => SimdMath.Cbrt(x);

        public static Vector256<float> Invoke(Vector256<float> x) => SimdMath.Cbrt(x);
    }
}
