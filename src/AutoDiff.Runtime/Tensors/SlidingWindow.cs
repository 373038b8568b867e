namespace AutoDiff;

/// <summary>The places of a window that slides over the two innermost axes of a tensor: what a convolution multiplies.</summary>
/// <param name="Height">The window's rows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="RowStride">By how many rows it moves on.</param>
/// <param name="ColumnStride">By how many columns.</param>
/// <param name="RowPadding">How many rows of zeros lie above and below the tensor.</param>
/// <param name="ColumnPadding">How many columns to its left and right.</param>
/// <param name="RowDilation">The distance of the window's rows.</param>
/// <param name="ColumnDilation">The distance of its columns.</param>
public readonly record struct SlidingWindow(
    int Height,
    int Width,
    int RowStride = 1,
    int ColumnStride = 1,
    int RowPadding = 0,
    int ColumnPadding = 0,
    int RowDilation = 1,
    int ColumnDilation = 1)
{
    /// <summary>A square window without padding that moves on by one.</summary>
    /// <param name="size">Its rows and columns.</param>
    public static implicit operator SlidingWindow(int size) => new(size, size);

    /// <summary>A window with a middle that goes to every element, so that as many places as elements come out: PyTorch's padding "same".</summary>
    /// <param name="height">The window's rows, an odd number.</param>
    /// <param name="width">Its columns, an odd number.</param>
    /// <param name="rowDilation">The distance of the window's rows.</param>
    /// <param name="columnDilation">The distance of its columns.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">A side is even: the window has no middle.</exception>
    public static SlidingWindow Same(int height, int width, int rowDilation = 1, int columnDilation = 1) => int.IsOddInteger(height) && int.IsOddInteger(width)
        ? new(height, width, RowPadding: rowDilation * (height / 2), ColumnPadding: columnDilation * (width / 2), RowDilation: rowDilation, ColumnDilation: columnDilation)
        : throw new ArgumentException($"A window of {height} rows and {width} columns has no middle: take odd numbers.");

    /// <summary>How many places there are below each other.</summary>
    /// <param name="height">The rows of the tensor.</param>
    /// <returns>The number; 0 or less where the window does not fit.</returns>
    public int Rows(int height) => Places(height + (2 * RowPadding), Height, RowDilation, RowStride);

    /// <summary>How many places there are beside each other.</summary>
    /// <param name="width">The columns of the tensor.</param>
    /// <returns>The number; 0 or less where the window does not fit.</returns>
    public int Columns(int width) => Places(width + (2 * ColumnPadding), Width, ColumnDilation, ColumnStride);

    /// <summary>The places beside each other, from begin on to before end, where the window's column shows one of the tensor's, the first of them the one at first.</summary>
    internal (int First, int Begin, int End) ColumnsInside(int windowColumn, int places, int width)
    {
        int origin = (windowColumn * ColumnDilation) - ColumnPadding;
        int begin = origin >= 0 ? 0 : Math.Min((-origin + ColumnStride - 1) / ColumnStride, places);
        int end = origin >= width ? begin : Math.Clamp(((width - origin - 1) / ColumnStride) + 1, begin, places);
        return (origin + (begin * ColumnStride), begin, end);
    }

    private static int Places(int length, int window, int dilation, int stride)
    {
        int last = length - ((window - 1) * dilation) - 1;
        return last < 0 ? 0 : (last / stride) + 1;
    }
}
