using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>A function of the lanes of two vectors.</summary>
internal interface IBinaryVectorFunction<T>
{
    static abstract Vector512<T> Invoke(Vector512<T> x, Vector512<T> y);

    static abstract Vector256<T> Invoke(Vector256<T> x, Vector256<T> y);
}

/// <summary>A function of the lanes of two vectors, of either precision.</summary>
internal interface IBinaryVectorFunction : IBinaryVectorFunction<double>, IBinaryVectorFunction<float>;

/// <content>Functions of two numbers.</content>
internal static partial class VectorFunctions
{
    /// <param name="x">The first operands, or one for all.</param>
    /// <param name="y">The second operands, or one for all.</param>
    /// <param name="result">Where the values go.</param>
    /// <returns>Whether the elements are of a type and the machine of a kind for which there are vectors.</returns>
    public static bool TryApply<T, TFunction>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged
        where TFunction : IBinaryVectorFunction
    {
        if (!Vector256.IsHardwareAccelerated) return false;
        if (typeof(T) == typeof(float)) Run<float, TFunction>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), MemoryMarshal.Cast<T, float>(result));
        else if (typeof(T) == typeof(double)) Run<double, TFunction>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), MemoryMarshal.Cast<T, double>(result));
        else return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TFunction>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumberBase<T>
        where TFunction : IBinaryVectorFunction<T>
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; i <= result.Length - Vector512<T>.Count; i += Vector512<T>.Count) TFunction.Invoke(Wide(x, i), Wide(y, i)).CopyTo(result[i..]);
        for (; i <= result.Length - Vector256<T>.Count; i += Vector256<T>.Count) TFunction.Invoke(Narrow(x, i), Narrow(y, i)).CopyTo(result[i..]);
        if (i == result.Length) return;
        Span<T> rest = stackalloc T[2 * Vector256<T>.Count], others = rest[Vector256<T>.Count..];
        rest.Fill(T.One);
        (x.Length == 1 ? x : x[i..]).CopyTo(rest);
        (y.Length == 1 ? y : y[i..]).CopyTo(others);
        TFunction.Invoke(Narrow(x.Length == 1 ? x : rest, 0), Narrow(y.Length == 1 ? y : others, 0)).CopyTo(rest);
        rest[..(result.Length - i)].CopyTo(result[i..]);

        static Vector512<T> Wide(ReadOnlySpan<T> x, int i) => x.Length == 1 ? Vector512.Create(x[0]) : Vector512.Create(x[i..]);

        static Vector256<T> Narrow(ReadOnlySpan<T> x, int i) => x.Length == 1 ? Vector256.Create(x[0]) : Vector256.Create(x[i..]);
    }

    public readonly struct Pow : IBinaryVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => SimdMath.Pow(x, y);

        public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> y) => SimdMath.Pow(x, y);

        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => SimdMath.Pow(x, y);

        public static Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => SimdMath.Pow(x, y);
    }

    public readonly struct Atan2 : IBinaryVectorFunction
    {
        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => SimdMath.Atan2(x, y);

        public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> y) => SimdMath.Atan2(x, y);

        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => SimdMath.Atan2(x, y);

        public static Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => SimdMath.Atan2(x, y);
    }
}
