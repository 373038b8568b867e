using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <content>Windows that slide over images.</content>
public static partial class Tensor
{
    /// <summary>What a window shows at each of its places, as columns: the convolution of the image is a matrix product with them.</summary>
    /// <param name="x">Images, of shape [batch, channels, height, width].</param>
    /// <param name="window">The window and its places.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of shape [batch, channels · window height · window width, places].</returns>
    /// <exception cref="ShapeException">The tensor has other axes, or the window does not fit in it.</exception>
    /// <remarks>PyTorch's <c>unfold</c>.</remarks>
    public static Tensor<T> Unfold<T>(this Tensor<T> x, SlidingWindow window)
        where T : unmanaged
    {
        (int rows, int columns) = Places(x.Shape, window);
        Tensor<T> images = x.Contiguous();
        Tensor<T> result = Tensor<T>.Rent([x.Shape[0], x.Shape[1] * window.Height * window.Width, rows * columns]);
        ReadOnlySpan<T> from = images.Elements;
        Span<T> to = result.Elements;
        int height = x.Shape[2], width = x.Shape[3], at = 0;
        for (int plane = 0; plane < x.Shape[0] * x.Shape[1]; plane++)
            for (int i = 0; i < window.Height; i++)
                for (int j = 0; j < window.Width; j++)
                    for (int row = 0; row < rows; row++, at += columns)
                    {
                        Span<T> target = to.Slice(at, columns);
                        int y = (row * window.RowStride) - window.RowPadding + (i * window.RowDilation);
                        (int first, int begin, int end) = (uint)y < (uint)height ? window.ColumnsInside(j, columns, width) : default;
                        target[..begin].Clear();
                        target[end..].Clear();
                        if (begin == end) continue;
                        ReadOnlySpan<T> line = from.Slice((((plane * height) + y) * width) + first, (window.ColumnStride * (end - begin - 1)) + 1);
                        if (window.ColumnStride == 1) line.CopyTo(target[begin..]);
                        else
                            for (int column = begin, position = 0; column < end; column++, position += window.ColumnStride) target[column] = line[position];
                    }
        if (images != x) images.Recycle();
        return result;
    }

    /// <summary>The transpose of <see cref="Unfold{T}"/>: adds what each place shows to where it shows it.</summary>
    /// <param name="x">A tensor as <see cref="Unfold{T}"/> gives.</param>
    /// <param name="shape">The shape of the images.</param>
    /// <param name="window">The window and its places.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of that shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> UnfoldBack<T>(Tensor<T> x, TensorShape shape, SlidingWindow window)
        where T : unmanaged, INumberBase<T>
    {
        (int rows, int columns) = Places(shape, window);
        Tensor<T> shown = x.Contiguous();
        Tensor<T> result = Zeros<T>(shape);
        ReadOnlySpan<T> from = shown.Elements;
        Span<T> to = result.Elements;
        int height = shape[2], width = shape[3], at = 0;
        for (int plane = 0; plane < shape[0] * shape[1]; plane++)
            for (int i = 0; i < window.Height; i++)
                for (int j = 0; j < window.Width; j++)
                    for (int row = 0; row < rows; row++, at += columns)
                    {
                        int y = (row * window.RowStride) - window.RowPadding + (i * window.RowDilation);
                        (int first, int begin, int end) = (uint)y < (uint)height ? window.ColumnsInside(j, columns, width) : default;
                        if (begin == end) continue;
                        Span<T> line = to.Slice((((plane * height) + y) * width) + first, (window.ColumnStride * (end - begin - 1)) + 1);
                        ReadOnlySpan<T> source = from.Slice(at + begin, end - begin);
                        if (window.ColumnStride == 1) TensorPrimitives.Add(line, source, line);
                        else
                            for (int column = 0, position = 0; column < source.Length; column++, position += window.ColumnStride) line[position] += source[column];
                    }
        if (shown != x) shown.Recycle();
        return result;
    }

    private static (int Rows, int Columns) Places(TensorShape shape, SlidingWindow window)
    {
        if (shape.Rank != 4) throw new ShapeException($"Unfold: the tensor has the shape {shape}; [batch, channels, height, width] is wanted.");
        int rows = window.Rows(shape[2]), columns = window.Columns(shape[3]);
        if (rows <= 0 || columns <= 0) throw new ShapeException($"Unfold: the tensor has the shape {shape}, in which a window of {window.Height}×{window.Width} has no place.");
        return (rows, columns);
    }
}
