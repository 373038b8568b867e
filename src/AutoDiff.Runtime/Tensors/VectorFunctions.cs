using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>A function of the lanes of a vector.</summary>
internal interface IVectorFunction
{
    static abstract Vector512<double> Invoke(Vector512<double> x);

    static abstract Vector256<double> Invoke(Vector256<double> x);

    static abstract Vector512<float> Invoke(Vector512<float> x);

    static abstract Vector256<float> Invoke(Vector256<float> x);
}

/// <summary>Applies functions of <see cref="SimdMath"/> to runs of elements.</summary>
internal static partial class VectorFunctions
{
    /// <returns>Whether the elements are of a type and the machine of a kind for which there are vectors.</returns>
    public static bool TryApply<T, TFunction>(ReadOnlySpan<T> x, Span<T> result)
        where T : unmanaged
        where TFunction : IVectorFunction
    {
        if (!Vector256.IsHardwareAccelerated) return false;
        if (typeof(T) == typeof(float)) Singles<TFunction>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(result));
        else if (typeof(T) == typeof(double)) Doubles<TFunction>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(result));
        else return false;
        return true;
    }

    // What is left at the end goes through a vector too, so that a result does not depend on where its element stands.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Singles<TFunction>(ReadOnlySpan<float> x, Span<float> result)
        where TFunction : IVectorFunction
    {
        if (Vector512.IsHardwareAccelerated)
            for (; x.Length >= Vector512<float>.Count; x = x[Vector512<float>.Count..], result = result[Vector512<float>.Count..]) TFunction.Invoke(Vector512.Create(x)).CopyTo(result);
        for (; x.Length >= Vector256<float>.Count; x = x[Vector256<float>.Count..], result = result[Vector256<float>.Count..]) TFunction.Invoke(Vector256.Create(x)).CopyTo(result);
        if (x.IsEmpty) return;
        Span<float> rest = stackalloc float[Vector256<float>.Count];
        rest.Clear();
        x.CopyTo(rest);
        TFunction.Invoke(Vector256.Create<float>(rest)).CopyTo(rest);
        rest[..x.Length].CopyTo(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Doubles<TFunction>(ReadOnlySpan<double> x, Span<double> result)
        where TFunction : IVectorFunction
    {
        if (Vector512.IsHardwareAccelerated)
            for (; x.Length >= Vector512<double>.Count; x = x[Vector512<double>.Count..], result = result[Vector512<double>.Count..]) TFunction.Invoke(Vector512.Create(x)).CopyTo(result);
        for (; x.Length >= Vector256<double>.Count; x = x[Vector256<double>.Count..], result = result[Vector256<double>.Count..]) TFunction.Invoke(Vector256.Create(x)).CopyTo(result);
        if (x.IsEmpty) return;
        Span<double> rest = stackalloc double[Vector256<double>.Count];
        rest.Clear();
        x.CopyTo(rest);
        TFunction.Invoke(Vector256.Create<double>(rest)).CopyTo(rest);
        rest[..x.Length].CopyTo(result);
    }
}
