using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <summary>A tile of a matrix product that stays in vector registers while the products along the whole depth are added to it.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface ITile<T>
    where T : unmanaged
{
    /// <summary>How many rows it has.</summary>
    static abstract int Rows { get; }

    /// <summary>How many columns it has: two vectors.</summary>
    static abstract int Columns { get; }

    /// <summary>What a multiplication takes, about.</summary>
    static abstract double Nanoseconds { get; }

    /// <summary>C = A·B, or C += A·B, for a tile of C.</summary>
    /// <param name="a">The tile's rows of A, packed: at each depth <see cref="Rows"/> elements next to each other.</param>
    /// <param name="b">The tile's columns of B: at each depth <see cref="Columns"/> elements next to each other.</param>
    /// <param name="bStride">How far it is from one depth of B to the next.</param>
    /// <param name="depths">How many there are.</param>
    /// <param name="c">The tile's first element.</param>
    /// <param name="cStride">How far it is from one row of C to the next.</param>
    /// <param name="adds">Whether C has sums already.</param>
    static abstract void Multiply(ref T a, ref T b, nint bStride, int depths, ref T c, nint cStride, bool adds);
}

/// <summary>For 32 registers of 512 bits: 28 hold C, two B, one an element of A.</summary>
internal readonly struct Tile512<T> : ITile<T>
    where T : unmanaged
{
    public static int Rows => 14;

    public static int Columns => 2 * Vector512<T>.Count;

    public static double Nanoseconds => 0.002 * Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ref T a, ref T b, nint bStride, int depths, ref T c, nint cStride, bool adds)
    {
        ProductTile.Prefetch(ref c, cStride, Rows, Columns);
        Vector512<T> c00 = default, c01 = default;
        Vector512<T> c10 = default, c11 = default;
        Vector512<T> c20 = default, c21 = default;
        Vector512<T> c30 = default, c31 = default;
        Vector512<T> c40 = default, c41 = default;
        Vector512<T> c50 = default, c51 = default;
        Vector512<T> c60 = default, c61 = default;
        Vector512<T> c70 = default, c71 = default;
        Vector512<T> c80 = default, c81 = default;
        Vector512<T> c90 = default, c91 = default;
        Vector512<T> c100 = default, c101 = default;
        Vector512<T> c110 = default, c111 = default;
        Vector512<T> c120 = default, c121 = default;
        Vector512<T> c130 = default, c131 = default;
        for (int depth = 0; depth < depths; depth++)
        {
            Vector512<T> b0 = Vector512.LoadUnsafe(ref b), b1 = Vector512.LoadUnsafe(ref b, (nuint)Vector512<T>.Count), x = Vector512.Create(a);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            x = Vector512.Create(Unsafe.Add(ref a, 1));
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            x = Vector512.Create(Unsafe.Add(ref a, 2));
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            x = Vector512.Create(Unsafe.Add(ref a, 3));
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            x = Vector512.Create(Unsafe.Add(ref a, 4));
            c40 = Fma(x, b0, c40);
            c41 = Fma(x, b1, c41);
            x = Vector512.Create(Unsafe.Add(ref a, 5));
            c50 = Fma(x, b0, c50);
            c51 = Fma(x, b1, c51);
            x = Vector512.Create(Unsafe.Add(ref a, 6));
            c60 = Fma(x, b0, c60);
            c61 = Fma(x, b1, c61);
            x = Vector512.Create(Unsafe.Add(ref a, 7));
            c70 = Fma(x, b0, c70);
            c71 = Fma(x, b1, c71);
            x = Vector512.Create(Unsafe.Add(ref a, 8));
            c80 = Fma(x, b0, c80);
            c81 = Fma(x, b1, c81);
            x = Vector512.Create(Unsafe.Add(ref a, 9));
            c90 = Fma(x, b0, c90);
            c91 = Fma(x, b1, c91);
            x = Vector512.Create(Unsafe.Add(ref a, 10));
            c100 = Fma(x, b0, c100);
            c101 = Fma(x, b1, c101);
            x = Vector512.Create(Unsafe.Add(ref a, 11));
            c110 = Fma(x, b0, c110);
            c111 = Fma(x, b1, c111);
            x = Vector512.Create(Unsafe.Add(ref a, 12));
            c120 = Fma(x, b0, c120);
            c121 = Fma(x, b1, c121);
            x = Vector512.Create(Unsafe.Add(ref a, 13));
            c130 = Fma(x, b0, c130);
            c131 = Fma(x, b1, c131);
            a = ref Unsafe.Add(ref a, 14);
            b = ref Unsafe.Add(ref b, bStride);
        }
        Put(c00, c01, ref c, adds);
        Put(c10, c11, ref Unsafe.Add(ref c, cStride), adds);
        Put(c20, c21, ref Unsafe.Add(ref c, 2 * cStride), adds);
        Put(c30, c31, ref Unsafe.Add(ref c, 3 * cStride), adds);
        Put(c40, c41, ref Unsafe.Add(ref c, 4 * cStride), adds);
        Put(c50, c51, ref Unsafe.Add(ref c, 5 * cStride), adds);
        Put(c60, c61, ref Unsafe.Add(ref c, 6 * cStride), adds);
        Put(c70, c71, ref Unsafe.Add(ref c, 7 * cStride), adds);
        Put(c80, c81, ref Unsafe.Add(ref c, 8 * cStride), adds);
        Put(c90, c91, ref Unsafe.Add(ref c, 9 * cStride), adds);
        Put(c100, c101, ref Unsafe.Add(ref c, 10 * cStride), adds);
        Put(c110, c111, ref Unsafe.Add(ref c, 11 * cStride), adds);
        Put(c120, c121, ref Unsafe.Add(ref c, 12 * cStride), adds);
        Put(c130, c131, ref Unsafe.Add(ref c, 13 * cStride), adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<T> first, Vector512<T> second, ref T c, bool adds)
    {
        nuint half = (nuint)Vector512<T>.Count;
        if (adds)
        {
            first += Vector512.LoadUnsafe(ref c);
            second += Vector512.LoadUnsafe(ref c, half);
        }
        first.StoreUnsafe(ref c);
        second.StoreUnsafe(ref c, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fma(Vector512<T> x, Vector512<T> y, Vector512<T> z) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();
}

/// <summary>For 16 registers of 256 bits: 12 hold C, two B, one an element of A.</summary>
internal readonly struct Tile256<T> : ITile<T>
    where T : unmanaged
{
    public static int Rows => 6;

    public static int Columns => 2 * Vector256<T>.Count;

    public static double Nanoseconds => 0.005 * Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ref T a, ref T b, nint bStride, int depths, ref T c, nint cStride, bool adds)
    {
        ProductTile.Prefetch(ref c, cStride, Rows, Columns);
        Vector256<T> c00 = default, c01 = default;
        Vector256<T> c10 = default, c11 = default;
        Vector256<T> c20 = default, c21 = default;
        Vector256<T> c30 = default, c31 = default;
        Vector256<T> c40 = default, c41 = default;
        Vector256<T> c50 = default, c51 = default;
        for (int depth = 0; depth < depths; depth++)
        {
            Vector256<T> b0 = Vector256.LoadUnsafe(ref b), b1 = Vector256.LoadUnsafe(ref b, (nuint)Vector256<T>.Count), x = Vector256.Create(a);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            x = Vector256.Create(Unsafe.Add(ref a, 1));
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            x = Vector256.Create(Unsafe.Add(ref a, 2));
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            x = Vector256.Create(Unsafe.Add(ref a, 3));
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            x = Vector256.Create(Unsafe.Add(ref a, 4));
            c40 = Fma(x, b0, c40);
            c41 = Fma(x, b1, c41);
            x = Vector256.Create(Unsafe.Add(ref a, 5));
            c50 = Fma(x, b0, c50);
            c51 = Fma(x, b1, c51);
            a = ref Unsafe.Add(ref a, 6);
            b = ref Unsafe.Add(ref b, bStride);
        }
        Put(c00, c01, ref c, adds);
        Put(c10, c11, ref Unsafe.Add(ref c, cStride), adds);
        Put(c20, c21, ref Unsafe.Add(ref c, 2 * cStride), adds);
        Put(c30, c31, ref Unsafe.Add(ref c, 3 * cStride), adds);
        Put(c40, c41, ref Unsafe.Add(ref c, 4 * cStride), adds);
        Put(c50, c51, ref Unsafe.Add(ref c, 5 * cStride), adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<T> first, Vector256<T> second, ref T c, bool adds)
    {
        nuint half = (nuint)Vector256<T>.Count;
        if (adds)
        {
            first += Vector256.LoadUnsafe(ref c);
            second += Vector256.LoadUnsafe(ref c, half);
        }
        first.StoreUnsafe(ref c);
        second.StoreUnsafe(ref c, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fma(Vector256<T> x, Vector256<T> y, Vector256<T> z) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();
}

internal static class ProductTile
{
    /// <summary>Asks for a tile of C: the sums need it at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T c, nint cStride, int rows, int columns)
        where T : unmanaged
    {
        if (!Sse.IsSupported) return;
        for (int i = 0; i < rows; i++, c = ref Unsafe.Add(ref c, cStride))
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref c));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref c, columns - 1)));
        }
    }
}
