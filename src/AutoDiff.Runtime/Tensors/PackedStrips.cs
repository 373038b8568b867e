using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>A block of a matrix in the order in which the tiles of a product read it: strips of so many rows (of A, or columns of B), in each the strip's elements at one depth next to each other.</summary>
internal static class PackedStrips
{
    /// <summary>Depths that are turned at once.</summary>
    private const int Depths = 4;

    /// <summary>Writes them; what a strip has past the end is zero.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="start">Where the block's first element is.</param>
    /// <param name="length">How many rows it has.</param>
    /// <param name="stride">How far it is from one row to the next.</param>
    /// <param name="depths">How many elements each has.</param>
    /// <param name="depthStride">How far it is from one to the next.</param>
    /// <param name="strip">How many rows a strip has.</param>
    /// <param name="packed">Where they go.</param>
    public static void Write<T>(T[] source, int start, int length, int stride, int depths, int depthStride, int strip, Span<T> packed)
        where T : unmanaged
    {
        for (int first = 0; first < length; first += strip, packed = packed[(strip * depths)..])
        {
            int count = Math.Min(strip, length - first), from = start + (first * stride);
            if (count < strip) packed[..(strip * depths)].Clear();
            if (stride == 1)
            {
                for (int depth = 0; depth < depths; depth++, from += depthStride) source.AsSpan(from, count).CopyTo(packed[(depth * strip)..]);
                continue;
            }
            // Bounds are checked once: the elements are from, from + depthStride, …, and go to i, i + strip, …
            int lastRow = (count - 1) * stride, lastDepth = (depths - 1) * depthStride;
            foreach (int corner in (ReadOnlySpan<int>)[0, lastRow, lastDepth, lastRow + lastDepth]) _ = source[from + corner];
            ref T element = ref source[from];
            ref T to = ref packed[..(((depths - 1) * strip) + count)][0];
            int turned = depthStride == 1 && depths >= Depths ? Turn(ref element, count, stride, depths, strip, ref to) : 0;
            for (int i = 0; i < count; i++) Copy(ref Unsafe.Add(ref element, (nint)i * stride), turned, depths, depthStride, strip, ref Unsafe.Add(ref to, i));
        }
    }

    // The depths of one row that are left.
    private static void Copy<T>(ref T element, int turned, int depths, int depthStride, int strip, ref T to)
    {
        for (int depth = turned; depth < depths; depth++) Unsafe.Add(ref to, (nint)depth * strip) = Unsafe.Add(ref element, (nint)depth * depthStride);
    }

    // Rows in one piece, several at a time, four depths of each; the last ones with some before them once more. How many depths that makes.
    private static int Turn<T>(ref T element, int count, nint stride, int depths, nint strip, ref T to)
    {
        int rows = typeof(T) == typeof(float) && count >= Vector256<float>.Count ? Vector256<T>.Count : Depths;
        if (count < rows) return 0;
        int turned = depths / Depths * Depths;
        for (int i = 0; i < count; i += rows)
        {
            int first = Math.Min(i, count - rows);
            ref T from = ref Unsafe.Add(ref element, first * stride);
            ref T into = ref Unsafe.Add(ref to, first);
            if (rows == Vector256<T>.Count)
            {
                for (int depth = 0; depth < turned; depth += Depths)
                {
                    (Vector256<T> a, Vector256<T> b, Vector256<T> c, Vector256<T> d) = Lanes256.LoadFour(ref Unsafe.Add(ref from, depth), stride);
                    a.StoreUnsafe(ref Unsafe.Add(ref into, depth * strip));
                    b.StoreUnsafe(ref Unsafe.Add(ref into, (depth + 1) * strip));
                    c.StoreUnsafe(ref Unsafe.Add(ref into, (depth + 2) * strip));
                    d.StoreUnsafe(ref Unsafe.Add(ref into, (depth + 3) * strip));
                }
                continue;
            }
            for (int depth = 0; depth < turned; depth += Depths)
            {
                (Vector128<T> a, Vector128<T> b, Vector128<T> c, Vector128<T> d) = Lanes128.LoadFour(ref Unsafe.Add(ref from, depth), stride);
                a.StoreUnsafe(ref Unsafe.Add(ref into, depth * strip));
                b.StoreUnsafe(ref Unsafe.Add(ref into, (depth + 1) * strip));
                c.StoreUnsafe(ref Unsafe.Add(ref into, (depth + 2) * strip));
                d.StoreUnsafe(ref Unsafe.Add(ref into, (depth + 3) * strip));
            }
        }
        return turned;
    }
}
