using System.Numerics;

namespace AutoDiff;

/// <content>Running sums and products, and parts of matrices.</content>
public static partial class Tensor
{
    /// <summary>The running sum along an axis. Those of <see cref="float"/> and <see cref="Half"/> are kept in double.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: Σⱼ xⱼ for j ≤ i.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> CumulativeSum<T>(this Tensor<T> x, int axis)
        where T : unmanaged, INumberBase<T>
    {
        axis = Axes.Normalize(axis, x.Rank, "CumulativeSum");
        return RowWise.Apply<T, T, CumulativeSumRow<T>>(x, axis, x.Shape[axis]);
    }

    /// <summary>The running product along an axis.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: Πⱼ xⱼ for j ≤ i.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> CumulativeProduct<T>(this Tensor<T> x, int axis)
        where T : unmanaged, INumberBase<T>
    {
        axis = Axes.Normalize(axis, x.Rank, "CumulativeProduct");
        return RowWise.Apply<T, T, CumulativeProductRow<T>>(x, axis, x.Shape[axis]);
    }

    /// <summary>The diagonal of a matrix, or of each of a stack.</summary>
    /// <param name="x">A tensor of two axes or more.</param>
    /// <param name="offset">Which diagonal: 0 the main one, positive above, negative below.</param>
    /// <param name="rows">The axis of the rows, negative from the innermost.</param>
    /// <param name="columns">The axis of the columns.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view without the two axes and with the diagonal as its innermost.</returns>
    /// <exception cref="ArgumentException">The axes are the same, or there are none such.</exception>
    public static Tensor<T> Diagonal<T>(this Tensor<T> x, int offset = 0, int rows = -2, int columns = -1)
        where T : unmanaged
    {
        rows = Axes.Normalize(rows, x.Rank, "Diagonal");
        columns = Axes.Normalize(columns, x.Rank, "Diagonal");
        if (rows == columns) throw new ArgumentException($"Diagonal: the rows and the columns are both axis {rows}.", nameof(columns));
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        TensorShape.Lengths strides = default;
        int rank = 0;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if (axis == rows || axis == columns) continue;
            lengths[rank] = x.Shape[axis];
            strides[rank++] = x.StrideValues[axis];
        }
        int length = Math.Max(0, Math.Min(x.Shape[rows] - Math.Max(-offset, 0), x.Shape[columns] - Math.Max(offset, 0)));
        lengths[rank] = length;
        strides[rank++] = x.StrideValues[rows] + x.StrideValues[columns];
        int start = length == 0 ? x.Offset : x.Offset + (offset < 0 ? -offset * x.StrideValues[rows] : offset * x.StrideValues[columns]);
        return x.View(new TensorShape(lengths[..rank]), strides, start);
    }

    /// <summary>The sum of the main diagonal of a matrix, or of each of a stack.</summary>
    /// <param name="x">A tensor of two axes or more.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without the last two axes.</returns>
    /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
    public static Tensor<T> Trace<T>(this Tensor<T> x)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> diagonal = Diagonal(x), result = Sum(diagonal, -1);
        diagonal.Recycle();
        return result;
    }

    /// <summary>The lower triangle of a matrix, or of each of a stack: zero above a diagonal.</summary>
    /// <param name="x">A tensor of two axes or more.</param>
    /// <param name="diagonal">The last diagonal that is kept: 0 the main one, positive above, negative below.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public static Tensor<T> Tril<T>(this Tensor<T> x, int diagonal = 0)
        where T : unmanaged =>
        Triangle(x, diagonal, lower: true);

    /// <summary>The upper triangle of a matrix, or of each of a stack: zero below a diagonal.</summary>
    /// <param name="x">A tensor of two axes or more.</param>
    /// <param name="diagonal">The first diagonal that is kept: 0 the main one, positive above, negative below.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public static Tensor<T> Triu<T>(this Tensor<T> x, int diagonal = 0)
        where T : unmanaged =>
        Triangle(x, diagonal, lower: false);

    private static Tensor<T> Triangle<T>(Tensor<T> x, int diagonal, bool lower)
        where T : unmanaged
    {
        if (x.Rank < 2) throw new ShapeException($"{(lower ? "Tril" : "Triu")}: {x.Shape} is not the shape of a matrix.");
        Tensor<T> result = Clone(x);
        Span<T> elements = result.Elements;
        int rows = x.Shape[^2], columns = x.Shape[^1];
        for (int start = 0, row = 0; start < elements.Length; start += columns, row = (row + 1) % rows)
        {
            int border = (int)Math.Clamp((long)row + diagonal + (lower ? 1 : 0), 0, columns);
            Span<T> cleared = lower ? elements[(start + border)..(start + columns)] : elements.Slice(start, border);
            cleared.Clear();
        }
        return result;
    }

    private readonly struct CumulativeSumRow<T> : IRowOperation<T, T>
        where T : INumberBase<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<T> result)
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
            {
                double exact = 0;
                for (int i = 0; i < x.Length; i++) result[i] = T.CreateTruncating(exact += double.CreateTruncating(x[i]));
                return;
            }
            T sum = T.Zero;
            for (int i = 0; i < x.Length; i++) result[i] = sum += x[i];
        }
    }

    private readonly struct CumulativeProductRow<T> : IRowOperation<T, T>
        where T : INumberBase<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<T> result)
        {
            T product = T.One;
            for (int i = 0; i < x.Length; i++) result[i] = product *= x[i];
        }
    }
}
