using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>How a matrix lies in memory.</summary>
internal readonly record struct Matrix(int Rows, int Columns, int RowStride, int ColumnStride)
{
    public Matrix Transposed => new(Columns, Rows, ColumnStride, RowStride);
}

/// <summary>
/// C = A·B for matrices with any strides. Large ones of float and double are cut into blocks that fit the caches and packed in the order in which the innermost loop reads
/// them; it holds a block of C in vector registers.
/// </summary>
/// <remarks>Reference: K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM Transactions on Mathematical Software 34 (2008).</remarks>
internal static class MatrixProduct
{
    /// <summary>Products of fewer multiplications are not worth packing.</summary>
    private const long SmallestPacked = 2048;

    /// <summary>Of C in registers: rows, and vectors per row.</summary>
    private const int TileRows = 8, TileVectors = 2;

    /// <summary>The block of A is BlockRows × BlockDepth, kept in the second-level cache.</summary>
    private const int BlockRows = 96, BlockDepth = 256, BlockColumns = 2048;

    /// <summary>Writes the product of two matrices to contiguous memory, row by row.</summary>
    public static void Compute<T>(T[] a, int aStart, Matrix left, T[] b, int bStart, Matrix right, Span<T> c)
        where T : unmanaged, INumberBase<T>
    {
        if (left.Columns == 0)
        {
            c.Clear();
            return;
        }
        bool packs = (typeof(T) == typeof(float) || typeof(T) == typeof(double)) && Vector256.IsHardwareAccelerated;
        if (left.Rows == 1) Columns(a, aStart, left.ColumnStride, b, bStart, right.Transposed, c);
        else if (right.Columns == 1) Columns(b, bStart, right.RowStride, a, aStart, left, c);
        else if (packs && (long)left.Rows * left.Columns * right.Columns >= SmallestPacked) Packed(a, aStart, left, b, bStart, right, c);
        else
        {
            for (int row = 0; row < left.Rows; row++)
                Columns(a, aStart + (row * left.RowStride), left.ColumnStride, b, bStart, right.Transposed, c.Slice(row * right.Columns, right.Columns));
        }
    }

    /// <summary>c = M·v: by rows of M where they lie in one piece, else by its columns.</summary>
    private static void Columns<T>(T[] v, int vStart, int vStride, T[] m, int mStart, Matrix matrix, Span<T> c)
        where T : unmanaged, INumberBase<T>
    {
        if (matrix.RowStride == 1 && matrix.Rows > 1)
        {
            c.Clear();
            for (int column = 0; column < matrix.Columns; column++)
            {
                ReadOnlySpan<T> elements = m.AsSpan(mStart + (column * matrix.ColumnStride), matrix.Rows);
                TensorPrimitives.MultiplyAdd(elements, v[vStart + (column * vStride)], c, c);
            }
            return;
        }
        bool runs = (matrix.ColumnStride == 1 && vStride == 1) || matrix.Columns == 1;
        for (int row = 0; row < matrix.Rows; row++)
        {
            int from = mStart + (row * matrix.RowStride);
            if (runs)
            {
                c[row] = TensorPrimitives.Dot<T>(m.AsSpan(from, matrix.Columns), v.AsSpan(vStart, matrix.Columns));
                continue;
            }
            T sum = T.Zero;
            for (int column = 0, at = vStart; column < matrix.Columns; column++, at += vStride, from += matrix.ColumnStride) sum += m[from] * v[at];
            c[row] = sum;
        }
    }

    private static void Packed<T>(T[] a, int aStart, Matrix left, T[] b, int bStart, Matrix right, Span<T> c)
        where T : unmanaged, INumberBase<T>
    {
        int tileColumns = TileVectors * (Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count);
        int depthBlock = Math.Min(BlockDepth, left.Columns), rowBlock = Math.Min(BlockRows, RoundUp(left.Rows, TileRows));
        int columnBlock = Math.Min(BlockColumns, RoundUp(right.Columns, tileColumns));
        TensorStorage<T> aBuffer = TensorPool<T>.Current.RentStorage(rowBlock * depthBlock), bBuffer = TensorPool<T>.Current.RentStorage(columnBlock * depthBlock);
        Span<T> aPacked = aBuffer.Array.AsSpan(aBuffer.Origin, rowBlock * depthBlock), bPacked = bBuffer.Array.AsSpan(bBuffer.Origin, columnBlock * depthBlock);
        c.Clear();
        for (int column = 0; column < right.Columns; column += columnBlock)
        {
            int columns = Math.Min(columnBlock, right.Columns - column);
            for (int depth = 0; depth < left.Columns; depth += depthBlock)
            {
                int depths = Math.Min(depthBlock, left.Columns - depth);
                Pack(b, bStart + (depth * right.RowStride) + (column * right.ColumnStride), columns, right.ColumnStride, depths, right.RowStride, tileColumns, bPacked);
                for (int row = 0; row < left.Rows; row += rowBlock)
                {
                    int rows = Math.Min(rowBlock, left.Rows - row);
                    Pack(a, aStart + (row * left.RowStride) + (depth * left.ColumnStride), rows, left.RowStride, depths, left.ColumnStride, TileRows, aPacked);
                    Block(aPacked, rows, bPacked, columns, depths, tileColumns, c[((row * right.Columns) + column)..], right.Columns);
                }
            }
        }
        Return(aBuffer);
        Return(bBuffer);

        static void Return(TensorStorage<T> buffer)
        {
            buffer.Release();
            TensorPool<T>.Current.ReturnStorage(buffer);
        }
    }

    private static int RoundUp(int length, int multiple) => (length + multiple - 1) / multiple * multiple;

    /// <summary>Strips of so many rows (of A, or columns of B), in each the strip's elements at one depth next to each other; past the end, zeros.</summary>
    private static void Pack<T>(T[] source, int start, int length, int stride, int depths, int depthStride, int strip, Span<T> packed)
        where T : unmanaged
    {
        for (int first = 0, to = 0; first < length; first += strip)
        {
            int count = Math.Min(strip, length - first);
            for (int depth = 0; depth < depths; depth++, to += strip)
            {
                int from = start + (first * stride) + (depth * depthStride);
                Span<T> group = packed.Slice(to, strip);
                if (stride == 1) source.AsSpan(from, count).CopyTo(group);
                else
                {
                    for (int i = 0; i < count; i++, from += stride) group[i] = source[from];
                }
                group[count..].Clear();
            }
        }
    }

    /// <summary>C += A·B for a packed block of each.</summary>
    private static void Block<T>(ReadOnlySpan<T> a, int rows, ReadOnlySpan<T> b, int columns, int depths, int tileColumns, Span<T> c, int cStride)
        where T : unmanaged, INumberBase<T>
    {
        Span<T> tile = stackalloc T[TileRows * tileColumns];
        for (int column = 0; column < columns; column += tileColumns)
        {
            int width = Math.Min(tileColumns, columns - column);
            ref T bStrip = ref MemoryMarshal.GetReference(b.Slice(column * depths, depths * tileColumns));
            for (int row = 0; row < rows; row += TileRows)
            {
                ref T aStrip = ref MemoryMarshal.GetReference(a.Slice(row * depths, depths * TileRows));
                if (Vector512.IsHardwareAccelerated) Tile512(ref aStrip, ref bStrip, depths, tile);
                else Tile256(ref aStrip, ref bStrip, depths, tile);
                for (int i = 0; i < Math.Min(TileRows, rows - row); i++)
                {
                    Span<T> target = c.Slice(((row + i) * cStride) + column, width);
                    TensorPrimitives.Add(target, tile.Slice(i * tileColumns, width), target);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile512<T>(ref T a, ref T b, int depths, Span<T> tile)
        where T : unmanaged
    {
        int lanes = Vector512<T>.Count;
        Vector512<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Vector512<T> c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        for (int depth = 0; depth < depths; depth++)
        {
            Vector512<T> b0 = Vector512.LoadUnsafe(ref b), b1 = Vector512.LoadUnsafe(ref b, (nuint)lanes);
            Vector512<T> x = Vector512.Create(a);
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
            a = ref Unsafe.Add(ref a, TileRows);
            b = ref Unsafe.Add(ref b, TileVectors * lanes);
        }
        c00.CopyTo(tile);
        c01.CopyTo(tile[lanes..]);
        c10.CopyTo(tile[(2 * lanes)..]);
        c11.CopyTo(tile[(3 * lanes)..]);
        c20.CopyTo(tile[(4 * lanes)..]);
        c21.CopyTo(tile[(5 * lanes)..]);
        c30.CopyTo(tile[(6 * lanes)..]);
        c31.CopyTo(tile[(7 * lanes)..]);
        c40.CopyTo(tile[(8 * lanes)..]);
        c41.CopyTo(tile[(9 * lanes)..]);
        c50.CopyTo(tile[(10 * lanes)..]);
        c51.CopyTo(tile[(11 * lanes)..]);
        c60.CopyTo(tile[(12 * lanes)..]);
        c61.CopyTo(tile[(13 * lanes)..]);
        c70.CopyTo(tile[(14 * lanes)..]);
        c71.CopyTo(tile[(15 * lanes)..]);
    }

    /// <summary>The same with half as wide vectors, in two halves of four rows: sixteen registers hold no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile256<T>(ref T a, ref T b, int depths, Span<T> tile)
        where T : unmanaged
    {
        int lanes = Vector256<T>.Count;
        for (int half = 0; half < TileRows; half += TileRows / 2)
        {
            Vector256<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
            ref T x = ref Unsafe.Add(ref a, half);
            ref T y = ref b;
            for (int depth = 0; depth < depths; depth++)
            {
                Vector256<T> b0 = Vector256.LoadUnsafe(ref y), b1 = Vector256.LoadUnsafe(ref y, (nuint)lanes);
                Vector256<T> factor = Vector256.Create(x);
                c00 = Fma(factor, b0, c00);
                c01 = Fma(factor, b1, c01);
                factor = Vector256.Create(Unsafe.Add(ref x, 1));
                c10 = Fma(factor, b0, c10);
                c11 = Fma(factor, b1, c11);
                factor = Vector256.Create(Unsafe.Add(ref x, 2));
                c20 = Fma(factor, b0, c20);
                c21 = Fma(factor, b1, c21);
                factor = Vector256.Create(Unsafe.Add(ref x, 3));
                c30 = Fma(factor, b0, c30);
                c31 = Fma(factor, b1, c31);
                x = ref Unsafe.Add(ref x, TileRows);
                y = ref Unsafe.Add(ref y, TileVectors * lanes);
            }
            Span<T> rows = tile[(half * TileVectors * lanes)..];
            c00.CopyTo(rows);
            c01.CopyTo(rows[lanes..]);
            c10.CopyTo(rows[(2 * lanes)..]);
            c11.CopyTo(rows[(3 * lanes)..]);
            c20.CopyTo(rows[(4 * lanes)..]);
            c21.CopyTo(rows[(5 * lanes)..]);
            c30.CopyTo(rows[(6 * lanes)..]);
            c31.CopyTo(rows[(7 * lanes)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fma<T>(Vector512<T> x, Vector512<T> y, Vector512<T> z) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fma<T>(Vector256<T> x, Vector256<T> y, Vector256<T> z) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();
}
