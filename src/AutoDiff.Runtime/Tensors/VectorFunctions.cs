using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>A function of the lanes of a vector.</summary>
internal interface IVectorFunction
{
    static abstract Vector512<double> Invoke(Vector512<double> x);

    static abstract Vector512<float> Invoke(Vector512<float> x);
}

/// <summary>Applies functions that the platform has not for vectors, or not accurately near 0, to runs of elements.</summary>
internal static class VectorFunctions
{
    /// <returns>Whether the elements are of a type and the machine of a kind for which there are vectors.</returns>
    public static bool TryApply<T, TFunction>(ReadOnlySpan<T> x, Span<T> result)
        where T : unmanaged
        where TFunction : IVectorFunction
    {
        if (!Vector512.IsHardwareAccelerated) return false;
        if (typeof(T) == typeof(float)) Singles<TFunction>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(result));
        else if (typeof(T) == typeof(double)) Doubles<TFunction>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(result));
        else return false;
        return true;
    }

    /// <remarks>What is left at the end goes through a vector too, so that a result does not depend on where its element stands.</remarks>
    private static void Singles<TFunction>(ReadOnlySpan<float> x, Span<float> result)
        where TFunction : IVectorFunction
    {
        int lanes = Vector512<float>.Count;
        for (; x.Length >= lanes; x = x[lanes..], result = result[lanes..]) TFunction.Invoke(Vector512.Create(x)).CopyTo(result);
        if (x.IsEmpty) return;
        Span<float> rest = stackalloc float[lanes];
        rest.Clear();
        x.CopyTo(rest);
        TFunction.Invoke(Vector512.Create<float>(rest)).CopyTo(rest);
        rest[..x.Length].CopyTo(result);
    }

    private static void Doubles<TFunction>(ReadOnlySpan<double> x, Span<double> result)
        where TFunction : IVectorFunction
    {
        int lanes = Vector512<double>.Count;
        for (; x.Length >= lanes; x = x[lanes..], result = result[lanes..]) TFunction.Invoke(Vector512.Create(x)).CopyTo(result);
        if (x.IsEmpty) return;
        Span<double> rest = stackalloc double[lanes];
        rest.Clear();
        x.CopyTo(rest);
        TFunction.Invoke(Vector512.Create<double>(rest)).CopyTo(rest);
        rest[..x.Length].CopyTo(result);
    }

    /// <summary>1/(1 + e⁻ˣ), where the exponential never overflows.</summary>
    public readonly struct Sigmoid : IVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x)
        {
            Vector512<double> e = Vector512.Exp(-Vector512.Abs(x)), one = Vector512<double>.One;
            return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), e, one) / (one + e);
        }

        public static Vector512<float> Invoke(Vector512<float> x)
        {
            Vector512<float> e = Vector512.Exp(-Vector512.Abs(x)), one = Vector512<float>.One;
            return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), e, one) / (one + e);
        }
    }

    /// <summary>
    /// tanh: below 0.625 x + x³·R(x²), which keeps the digits near 0, else 1 − 2/(e²ˣ + 1). The coefficients are those of S. Moshier's Cephes library.
    /// </summary>
    public readonly struct Tanh : IVectorFunction
    {
        private const float Border = 0.625f;

        public static Vector512<double> Invoke(Vector512<double> x)
        {
            Vector512<double> size = Vector512.Abs(x), z = x * x, one = Vector512<double>.One;
            Vector512<double> numerator = Fma(Fma(Of(-9.64399179425052238628e-1), z, Of(-9.92877231001918586564e1)), z, Of(-1.61468768441708447952e3));
            Vector512<double> denominator = Fma(Fma(z + Of(1.12811678491632931402e2), z, Of(2.23548839060100448583e3)), z, Of(4.84406305325125486048e3));
            Vector512<double> near = Fma(size * z, numerator / denominator, size), far = one - (Of(2.0) / (Vector512.Exp(size + size) + one));
            return Vector512.CopySign(Vector512.ConditionalSelect(Vector512.LessThan(size, Of((double)Border)), near, far), x);
        }

        public static Vector512<float> Invoke(Vector512<float> x)
        {
            Vector512<float> size = Vector512.Abs(x), z = x * x, one = Vector512<float>.One;
            Vector512<float> series = Fma(Of(-5.70498872745e-3f), z, Of(2.06390887954e-2f));
            series = Fma(Fma(Fma(series, z, Of(-5.37397155531e-2f)), z, Of(1.33314422036e-1f)), z, Of(-3.33332819422e-1f));
            Vector512<float> near = Fma(size * z, series, size), far = one - (Of(2f) / (Vector512.Exp(size + size) + one));
            return Vector512.CopySign(Vector512.ConditionalSelect(Vector512.LessThan(size, Of(Border)), near, far), x);
        }

        private static Vector512<double> Of(double value) => Vector512.Create(value);

        private static Vector512<float> Of(float value) => Vector512.Create(value);

        private static Vector512<double> Fma(Vector512<double> x, Vector512<double> y, Vector512<double> z) => Vector512.FusedMultiplyAdd(x, y, z);

        private static Vector512<float> Fma(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.FusedMultiplyAdd(x, y, z);
    }
}
