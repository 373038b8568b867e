using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>How a matrix lies in memory.</summary>
internal readonly record struct Matrix(int Rows, int Columns, int RowStride, int ColumnStride)
{
    public Matrix Transposed => new(Columns, Rows, ColumnStride, RowStride);
}

/// <summary>C = A·B for matrices with any strides: products with a vector here, those of large matrices in <see cref="BlockedProduct{T, TTile}"/>.</summary>
internal static class MatrixProduct
{
    /// <summary>Products of fewer multiplications are not worth packing.</summary>
    private const long SmallestBlocked = 2048;

    /// <summary>Writes the product of two matrices to contiguous memory, row by row.</summary>
    public static void Compute<T>(T[] a, int aStart, Matrix left, T[] b, int bStart, Matrix right, Span<T> c)
        where T : unmanaged, INumberBase<T>
    {
        if (left.Columns == 0)
        {
            c.Clear();
            return;
        }
        bool isBlocked = (typeof(T) == typeof(float) || typeof(T) == typeof(double)) && Vector256.IsHardwareAccelerated && (long)left.Rows * left.Columns * right.Columns >= SmallestBlocked;
        if (left.Rows == 1) Columns(a, aStart, left.ColumnStride, b, bStart, right.Transposed, c);
        else if (right.Columns == 1) Columns(b, bStart, right.RowStride, a, aStart, left, c);
        else if (isBlocked && AutoDiffOptions.SystemBlas is { } blas && blas.TryCompute<T>(a.AsSpan(aStart), left, b.AsSpan(bStart), right, c)) return;
        else if (isBlocked && Vector512.IsHardwareAccelerated) BlockedProduct<T, Tile512<T>>.Compute(a, aStart, left, b, bStart, right, c);
        else if (isBlocked) BlockedProduct<T, Tile256<T>>.Compute(a, aStart, left, b, bStart, right, c);
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
}
