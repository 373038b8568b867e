using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// The matrix product of a BLAS library of the system, by the interface that all have: <c>SGEMM</c> and <c>DGEMM</c> as Fortran calls them, with integers of 32 bits and matrices column by column
/// (C. Lawson et al., "Basic Linear Algebra Subprograms for Fortran usage", ACM TOMS 5 (1979)).
/// </summary>
internal sealed unsafe class SystemBlas
{
    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, int*, int*, int*, float*, float*, int*, float*, int*, float*, float*, int*, void> _single;
    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, int*, int*, int*, double*, double*, int*, double*, int*, double*, double*, int*, void> _double;

    /// <summary>Loads a library.</summary>
    /// <param name="library">Its name, or a path.</param>
    /// <exception cref="DllNotFoundException">It was not found, or cannot be loaded.</exception>
    /// <exception cref="EntryPointNotFoundException">It is no BLAS.</exception>
    public SystemBlas(string library)
    {
        if (!NativeLibrary.TryLoad(library, typeof(SystemBlas).Assembly, null, out nint handle))
            throw new DllNotFoundException($"AutoDiffOptions.Blas: the library '{library}' was not found, or is not for this system. Install one (Debian: libopenblas0, macOS: openblas of Homebrew), or give its full path; null is the product of AutoDiff's own.");
        _single = (delegate* unmanaged[Cdecl]<byte*, byte*, int*, int*, int*, float*, float*, int*, float*, int*, float*, float*, int*, void>)Find(handle, library, "sgemm");
        _double = (delegate* unmanaged[Cdecl]<byte*, byte*, int*, int*, int*, double*, double*, int*, double*, int*, double*, double*, int*, void>)Find(handle, library, "dgemm");
    }

    /// <summary>C = A·B, row by row, where the library can: for floats and doubles whose rows or columns lie in one piece.</summary>
    /// <returns>Whether it was done.</returns>
    public bool TryCompute<T>(ReadOnlySpan<T> a, Matrix left, ReadOnlySpan<T> b, Matrix right, Span<T> c)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) return false;
        if (!TryLayOut(left, out byte leftForm, out int leftDistance) || !TryLayOut(right, out byte rightForm, out int rightDistance)) return false;
        // Column by column, the memory of C is its transpose: Cᵀ = Bᵀ·Aᵀ, and the memory of B is Bᵀ.
        int m = right.Columns, n = left.Rows, k = left.Columns, distance = right.Columns;
        fixed (T* x = a, y = b, z = c)
        {
            if (typeof(T) == typeof(float))
            {
                float one = 1, zero = 0;
                _single(&rightForm, &leftForm, &m, &n, &k, &one, (float*)y, &rightDistance, (float*)x, &leftDistance, &zero, (float*)z, &distance);
            }
            else
            {
                double one = 1, zero = 0;
                _double(&rightForm, &leftForm, &m, &n, &k, &one, (double*)y, &rightDistance, (double*)x, &leftDistance, &zero, (double*)z, &distance);
            }
        }
        return true;
    }

    // 'N' where the rows lie in one piece, 'T' where the columns do, and the distance between two.
    private static bool TryLayOut(Matrix matrix, out byte form, out int distance)
    {
        bool byRows = (matrix.ColumnStride == 1 || matrix.Columns == 1) && (matrix.Rows == 1 || matrix.RowStride >= matrix.Columns);
        form = byRows ? (byte)'N' : (byte)'T';
        distance = byRows ? Math.Max(matrix.RowStride, matrix.Columns) : Math.Max(matrix.ColumnStride, matrix.Rows);
        return byRows || ((matrix.RowStride == 1 || matrix.Rows == 1) && (matrix.Columns == 1 || matrix.ColumnStride >= matrix.Rows));
    }

    private static nint Find(nint handle, string library, string function) =>
        NativeLibrary.TryGetExport(handle, function + "_", out nint address) || NativeLibrary.TryGetExport(handle, function, out address)
            ? address
            : throw new EntryPointNotFoundException($"AutoDiffOptions.Blas: the library '{library}' has no function {function}_: it is no BLAS with integers of 32 bits.");
}
