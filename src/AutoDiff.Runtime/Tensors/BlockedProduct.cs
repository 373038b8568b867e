using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// C = A·B for large matrices: cut into blocks that fit the caches and packed in the order in which the innermost loop, which holds a tile of C in vector registers, reads them. Several threads
/// take parts of the rows, or columns, of C.
/// </summary>
/// <remarks>Reference: K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM Transactions on Mathematical Software 34 (2008).</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TTile">The tile of C.</typeparam>
internal static class BlockedProduct<T, TTile>
    where T : unmanaged, INumberBase<T>
    where TTile : ITile<T>
{
    /// <summary>A strip of B of that depth stays in the first-level cache, a block of A in the second, a block of B in the third.</summary>
    private const int BlockDepth = 256, BlockRows = 192, BlockColumns = 2048;

    /// <summary>Rows of B in one piece are read where they are if a block has no more bytes, or few tiles of rows read it.</summary>
    private const int SmallestPackedBytes = 1 << 18, FewTiles = 3;

    /// <summary>Writes the product of two matrices to contiguous memory, row by row.</summary>
    public static void Compute(T[] a, int aStart, Matrix left, T[] b, int bStart, Matrix right, Span<T> c)
    {
        Operands operands = new() { A = a, AStart = aStart, Left = left, B = b, BStart = bStart, Right = right, C = c, IsByRows = left.Rows >= right.Columns };
        (int length, int other, int tile) = operands.IsByRows ? (left.Rows, right.Columns, TTile.Rows) : (right.Columns, left.Rows, TTile.Columns);
        using ParallelLoop<T> loop = new(0, length, tile, work: (double)left.Columns * other * TTile.Nanoseconds, own: 0);
        if (loop.Parts == 1) Part(0, length, operands);
        else loop.Run(operands, static (from, to, operands, _) => Part(from, to, operands), out _);
    }

    // What all threads share.
    private ref struct Operands
    {
        public T[] A, B;
        public int AStart, BStart;
        public Matrix Left, Right;
        public Span<T> C;
        public bool IsByRows;
    }

    // Some rows of C, or columns.
    private static int Part(int from, int to, Operands all)
    {
        Matrix left = all.Left, right = all.Right;
        int aStart = all.AStart, bStart = all.BStart, cStart = 0;
        if (all.IsByRows)
        {
            aStart += from * left.RowStride;
            cStart = from * right.Columns;
            left = left with { Rows = to - from };
        }
        else
        {
            bStart += from * right.ColumnStride;
            cStart = from;
            right = right with { Columns = to - from };
        }
        int depthBlock = Share(left.Columns, BlockDepth, 1), rowBlock = Share(left.Rows, BlockRows, TTile.Rows), columnBlock = Share(right.Columns, BlockColumns, TTile.Columns);
        bool isDirect = right.ColumnStride == 1 && (left.Rows <= FewTiles * TTile.Rows || depthBlock * columnBlock * Unsafe.SizeOf<T>() <= SmallestPackedBytes);
        TensorPool<T> pool = TensorPool<T>.Current;
        TensorStorage<T> aBuffer = pool.RentStorage(rowBlock * depthBlock), bBuffer = pool.RentStorage((isDirect ? TTile.Columns : columnBlock) * depthBlock);
        Span<T> aPacked = aBuffer.Array.AsSpan(aBuffer.Origin, rowBlock * depthBlock), bPacked = bBuffer.Array.AsSpan(bBuffer.Origin, (isDirect ? TTile.Columns : columnBlock) * depthBlock);
        for (int column = 0; column < right.Columns; column += columnBlock)
        {
            int columns = Math.Min(columnBlock, right.Columns - column);
            for (int depth = 0; depth < left.Columns; depth += depthBlock)
            {
                int depths = Math.Min(depthBlock, left.Columns - depth);
                // Where B stays in its place, only the columns that fill no strip are packed.
                int bFrom = bStart + (depth * right.RowStride) + (column * right.ColumnStride), packedFrom = isDirect ? columns / TTile.Columns * TTile.Columns : 0;
                PackedStrips.Write(all.B, bFrom + (packedFrom * right.ColumnStride), columns - packedFrom, right.ColumnStride, depths, right.RowStride, TTile.Columns, bPacked);
                for (int row = 0; row < left.Rows; row += rowBlock)
                {
                    int rows = Math.Min(rowBlock, left.Rows - row);
                    PackedStrips.Write(all.A, aStart + (row * left.RowStride) + (depth * left.ColumnStride), rows, left.RowStride, depths, left.ColumnStride, TTile.Rows, aPacked);
                    Span<T> c = all.C[(cStart + (row * all.Right.Columns) + column)..];
                    for (int first = 0; first < columns; first += TTile.Columns)
                    {
                        bool isPacked = first >= packedFrom;
                        ref T b = ref isPacked ? ref bPacked[(first - packedFrom) * depths] : ref all.B[bFrom + first];
                        Strip(aPacked, rows, ref b, isPacked ? TTile.Columns : right.RowStride, Math.Min(TTile.Columns, columns - first), depths, c[first..], all.Right.Columns, adds: depth > 0);
                    }
                }
            }
        }
        Return(aBuffer);
        Return(bBuffer);
        return to;

        void Return(TensorStorage<T> buffer)
        {
            buffer.Release();
            pool.ReturnStorage(buffer);
        }
    }

    /// <summary>The length of blocks, equal but for the last, of at most so many elements, a multiple of a tile's.</summary>
    private static int Share(int length, int most, int tile)
    {
        int blocks = (length + most - 1) / most;
        return ((length + blocks - 1) / blocks + tile - 1) / tile * tile;
    }

    /// <summary>C = A·B, or C += A·B, for the packed block of A and a strip of B.</summary>
    private static void Strip(ReadOnlySpan<T> a, int rows, ref T b, int bStride, int width, int depths, Span<T> c, int cStride, bool adds)
    {
        Span<T> tile = stackalloc T[TTile.Rows * TTile.Columns];
        for (int row = 0; row < rows; row += TTile.Rows)
        {
            ref T strip = ref MemoryMarshal.GetReference(a.Slice(row * depths, depths * TTile.Rows));
            int height = Math.Min(TTile.Rows, rows - row);
            if (height == TTile.Rows && width == TTile.Columns)
            {
                TTile.Multiply(ref strip, ref b, bStride, depths, ref MemoryMarshal.GetReference(c.Slice(row * cStride, ((height - 1) * cStride) + width)), cStride, adds);
                continue;
            }
            TTile.Multiply(ref strip, ref b, bStride, depths, ref tile[0], TTile.Columns, adds: false);
            for (int i = 0; i < height; i++)
            {
                Span<T> target = c.Slice((row + i) * cStride, width), sums = tile.Slice(i * TTile.Columns, width);
                if (adds) TensorPrimitives.Add(target, sums, target);
                else sums.CopyTo(target);
            }
        }
    }
}
