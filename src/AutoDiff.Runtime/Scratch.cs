using System.Buffers;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Memory for the length of a block: generated code takes its records and working arrays from here instead of from the garbage collector.</summary>
public static class Scratch
{
    /// <summary>
    /// Rents memory of arbitrary content. Dispose the result at the end of the block, and use <paramref name="span"/> no longer than that.
    /// </summary>
    /// <param name="length">The number of elements, zero or more.</param>
    /// <param name="span">Exactly so many elements.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <returns>What gives the memory back.</returns>
    public static ScratchRental<T> Rent<T>(int length, out Span<T> span)
    {
        T[] array = ArrayPool<T>.Shared.Rent(length);
        span = new Span<T>(array, 0, length);
        return new ScratchRental<T>(array);
    }

    /// <summary>Rents memory that is zero in all elements.</summary>
    /// <inheritdoc cref="Rent{T}(int, out Span{T})"/>
    public static ScratchRental<T> RentZeroed<T>(int length, out Span<T> span)
    {
        ScratchRental<T> rental = Rent(length, out span);
        span.Clear();
        return rental;
    }

    /// <summary>Rents an array object, zero in all elements, where a span can't serve: a variable that is re-pointed from one array to another.</summary>
    /// <inheritdoc cref="Rent{T}(int, out Span{T})"/>
    public static ArrayRental RentArray<T>(int length, out T[] array)
    {
        array = (T[]?)ArrayRental.Take(typeof(T[]), length, 1) ?? new T[length];
        return new ArrayRental(array, length, 1);
    }

    /// <summary>Rents an array of rank two, zero in all elements.</summary>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <param name="array">The array.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <returns>What gives the array back.</returns>
    public static ArrayRental RentArray<T>(int rows, int columns, out T[,] array)
    {
        array = (T[,]?)ArrayRental.Take(typeof(T[,]), rows, columns) ?? new T[rows, columns];
        return new ArrayRental(array, rows, columns);
    }
}

/// <summary>
/// Gives a rented array back when it is disposed; once only, so it is not to be copied. Each thread keeps the arrays that it has given back, by type and
/// shape, up to a total of 4 million elements.
/// </summary>
public readonly ref struct ArrayRental
{
    private const long MaximalElements = 4 << 20;

    [ThreadStatic]
    private static Dictionary<(Type, int, int), Stack<Array>>? t_free;

    [ThreadStatic]
    private static long t_elements;

    private readonly Array _array;
    private readonly int _rows, _columns;

    internal ArrayRental(Array array, int rows, int columns) => (_array, _rows, _columns) = (array, rows, columns);

    internal static Array? Take(Type type, int rows, int columns)
    {
        if (t_free is null || !t_free.TryGetValue((type, rows, columns), out Stack<Array>? free) || !free.TryPop(out Array? array)) return null;
        t_elements -= array.LongLength;
        return array;
    }

    /// <summary>Gives the array back, cleared.</summary>
    public void Dispose()
    {
        if (_array is null) return;
        Array.Clear(_array);
        if (t_elements + _array.LongLength > MaximalElements)
        {
            t_free = null;
            t_elements = 0;
        }
        if (_array.LongLength > MaximalElements) return;
        t_free ??= [];
        (Type, int, int) shape = (_array.GetType(), _rows, _columns);
        if (!t_free.TryGetValue(shape, out Stack<Array>? free)) t_free[shape] = free = new Stack<Array>();
        free.Push(_array);
        t_elements += _array.LongLength;
    }
}

/// <summary>Gives rented memory back when it is disposed; once only, so it is not to be copied.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly ref struct ScratchRental<T>
{
    private readonly T[]? _array;

    internal ScratchRental(T[] array) => _array = array;

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        if (_array is not null) ArrayPool<T>.Shared.Return(_array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
