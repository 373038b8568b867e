namespace Cases.Recursion;

/// <summary>
/// Expansion by minors: rows and columns are struck out of lists and put back while the recursion runs. Each call's cotangent is known before it, so value and gradient come
/// out of one pass and nothing is kept; where it is not (a square, a maximum) each call keeps what it needs.
/// </summary>
public static partial class Minors
{
    [Differentiable]
    public static double Of(double[] a, int size) => Expanded(a, size, size, Following(size), Following(size));

    [Differentiable]
    public static double Squared(double[] a, int size) => Permuted(a, size, 0, 1);

    // A term that is not selected contributes nothing, though its slope is infinite.
    [Differentiable]
    public static double Rooted(double[] a, int size) => Math.Max(1.5, Math.Sqrt(Leaf(a, size - 1)) + 2) * Leaf(a, 0);

    // The arrays are one and the same: written through one parameter, read through the other.
    [Differentiable]
    public static double Shared(double[] a, int size)
    {
        double[] copy = new double[size];
        for (int i = 0; i < size; i++) copy[i] = a[i];
        return Chain(copy, a, size - 1) * 2 + copy[0];
    }

    private static int[] Following(int size)
    {
        int[] next = new int[size + 1];
        for (int i = 0; i < size; i++) next[i] = i + 1;
        return next;
    }

    private static double Expanded(double[] a, int size, int left, int[] nextRow, int[] nextColumn)
    {
        int row = nextRow[size];
        if (left == 1) return a[row * size + nextColumn[size]];
        nextRow[size] = nextRow[row];
        double determinant = 0, sign = 1;
        int previous = size, column = nextColumn[size];
        for (int j = 0; j < left; j++)
        {
            nextColumn[previous] = nextColumn[column];
            determinant += sign * a[row * size + column] * Expanded(a, size, left - 1, nextRow, nextColumn);
            nextColumn[previous] = column;
            sign = -sign;
            previous = column;
            column = nextColumn[column];
        }
        nextRow[size] = row;
        return determinant;
    }

    private static double Permuted(double[] a, int size, int row, int used)
    {
        if (row == size) return 1;
        double sum = 0;
        for (int column = 0; column < size; column++)
        {
            double minor = Permuted(a, size, row + 1, used + column);
            sum += a[row * size + column] * minor * minor / used;
        }
        return sum;
    }

    private static double Leaf(double[] a, int i) => i == 0 ? a[0] : Leaf(a, i - 1) * 0 + Math.Max(0, a[i]);

    private static double Chain(double[] to, double[] from, int i)
    {
        if (i == 0) return from[0] * from[0];
        to[i - 1] += from[i] * to[i];
        return Chain(to, from, i - 1) + to[i - 1];
    }

    public static IEnumerable<object[]> Points =>
    [
        [new[] { 2, 1, 0.5, -1, 3, 2, 0.25, -2, 1 }, 3], [new[] { 4.0 }, 1],
    ];

    public static IEnumerable<object[]> RootedPoints => [[new[] { 2, 1, 0.5 }, 3]];

    public static IEnumerable<object[]> SharedPoints => [[new[] { 2, 1, 0.5 }, 3]];
}
