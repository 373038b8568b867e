using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>The elements of arguments and results in storage order, and the rows and columns of Jacobians that belong to them, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Jacobian
{
    /// <summary>The number of elements of an array, rows included.</summary>
    /// <param name="array">An array of numbers, of any rank, or of arrays.</param>
    public static int Count(Array? array) => array switch
    {
        null => 0,
        Array?[] rows => rows.Sum(Count),
        _ => array.Length,
    };

    /// <summary>Sets one element of an array, counted in storage order.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="array">An array of numbers, of any rank, or of arrays.</param>
    /// <param name="index">Which, from 0.</param>
    /// <param name="value">Its new value.</param>
    public static void SetElement<T>(Array array, int index, T value)
    {
        if (array is not Array?[] rows)
        {
            Elements<T>(array)[index] = value;
            return;
        }
        foreach (Array? row in rows)
        {
            int count = Count(row);
            if (index < count)
            {
                SetElement(row!, index, value);
                return;
            }
            index -= count;
        }
    }

    /// <summary>Makes several directions point along consecutive elements: sets one element in each; those beyond the last stay as they are.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="first">The element of the first direction, counted in storage order.</param>
    /// <param name="value">1 to set them, 0 to take it back.</param>
    /// <param name="directions">The directions, arrays of one shape.</param>
    public static void Seed<T>(int first, T value, params ReadOnlySpan<Array> directions)
    {
        int count = Count(directions[0]);
        for (int w = 0; w < directions.Length && first + w < count; w++) SetElement(directions[w], first + w, value);
    }

    /// <summary>The same for tensors.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="first">The element of the first direction, counted in storage order.</param>
    /// <param name="value">1 to set them, 0 to take it back.</param>
    /// <param name="directions">The directions, tensors of one shape, in memory of their own.</param>
    public static void SeedTensors<T>(int first, T value, params ReadOnlySpan<Tensor<T>> directions)
        where T : unmanaged
    {
        for (int w = 0; w < directions.Length && first + w < directions[w].Length; w++) directions[w].AsSpan()[first + w] = value;
    }

    /// <summary>A copy of an array, with its rows.</summary>
    /// <typeparam name="TArray">The array's type.</typeparam>
    /// <param name="array">The array; null gives null.</param>
    public static TArray Copy<TArray>(TArray array) where TArray : class? => (TArray)(object?)Copy((Array?)(object?)array)!;

    /// <summary>A row of a matrix.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">Which, from 0.</param>
    public static Span<T> Row<T>(T[,] matrix, int row) => Elements<T>(matrix).Slice(row * matrix.GetLength(1), matrix.GetLength(1));

    /// <summary>Fills a row of a matrix with an array's elements.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">Which, from 0.</param>
    /// <param name="elements">As many as the matrix has columns.</param>
    public static void SetRow<T>(T[,] matrix, int row, Array? elements) => CopyTo(elements, Row(matrix, row));

    /// <summary>Fills a column of a matrix.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="matrix">The matrix.</param>
    /// <param name="column">Which, from 0; one that the matrix does not have is left out.</param>
    /// <param name="elements">An array with as many elements as the matrix has rows.</param>
    public static void SetColumn<T>(T[,] matrix, int column, Array? elements)
    {
        int columns = matrix.GetLength(1);
        if (column >= columns) return;
        if (elements is not T[] vector) CopyTo<T>(elements, vector = new T[matrix.GetLength(0)]);
        Span<T> all = Elements<T>(matrix);
        for (int i = 0; i < vector.Length; i++) all[i * columns + column] = vector[i];
    }

    private static Array? Copy(Array? array)
    {
        var copy = (Array?)array?.Clone();
        if (copy is Array?[] rows)
            for (int i = 0; i < rows.Length; i++) rows[i] = Copy(rows[i]);
        return copy;
    }

    private static Span<T> CopyTo<T>(Array? array, Span<T> target)
    {
        if (array is Array?[] rows)
        {
            foreach (Array? row in rows) target = CopyTo(row, target);
            return target;
        }
        if (array is null) return target;
        Elements<T>(array).CopyTo(target);
        return target[array.Length..];
    }

    private static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
}
