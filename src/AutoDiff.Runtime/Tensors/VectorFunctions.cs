using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>A function of the lanes of a vector.</summary>
internal interface IVectorFunction<T>
{
    static abstract Vector512<T> Invoke(Vector512<T> x);

    static abstract Vector256<T> Invoke(Vector256<T> x);
}

/// <summary>A function of the lanes of a vector, of either precision.</summary>
internal interface IVectorFunction : IVectorFunction<double>, IVectorFunction<float>;

/// <summary>Applies functions of <see cref="SimdMath"/> to runs of elements.</summary>
internal static partial class VectorFunctions
{
    /// <returns>Whether the elements are of a type and the machine of a kind for which there are vectors.</returns>
    public static bool TryApply<T, TFunction>(ReadOnlySpan<T> x, Span<T> result)
        where T : unmanaged
        where TFunction : IVectorFunction
    {
        if (!Vector256.IsHardwareAccelerated) return false;
        if (typeof(T) == typeof(float)) Run<float, TFunction>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(result));
        else if (typeof(T) == typeof(double)) Run<double, TFunction>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(result));
        else return false;
        return true;
    }

    // What is left at the end goes through a vector too, so that a result does not depend on where its element stands.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TFunction>(ReadOnlySpan<T> x, Span<T> result)
        where T : unmanaged
        where TFunction : IVectorFunction<T>
    {
        if (Vector512.IsHardwareAccelerated)
            for (; x.Length >= Vector512<T>.Count; x = x[Vector512<T>.Count..], result = result[Vector512<T>.Count..]) TFunction.Invoke(Vector512.Create(x)).CopyTo(result);
        for (; x.Length >= Vector256<T>.Count; x = x[Vector256<T>.Count..], result = result[Vector256<T>.Count..]) TFunction.Invoke(Vector256.Create(x)).CopyTo(result);
        if (x.IsEmpty) return;
        Span<T> rest = stackalloc T[Vector256<T>.Count];
        rest.Clear();
        x.CopyTo(rest);
        TFunction.Invoke(Vector256.Create<T>(rest)).CopyTo(rest);
        rest[..x.Length].CopyTo(result);
    }
}
