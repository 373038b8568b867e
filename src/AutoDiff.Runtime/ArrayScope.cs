using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// Array objects for the length of a call: where generated code needs an array that no span can replace (a matrix, an array of arrays, a variable that a loop re-points),
/// it takes it from here, and all go back together. Each thread keeps the arrays it has given back, by type and shape, up to a total of 4 million
/// elements; what a call takes beyond that is left to the garbage collector. Not to be shared between threads.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArrayScope : IDisposable
{
    private const long MaximalElements = 4 << 20;

    [ThreadStatic]
    private static Stack<ArrayScope>? t_scopes;

    [ThreadStatic]
    private static Dictionary<Shape, Stack<Array>>? t_arrays;

    [ThreadStatic]
    private static long t_elements;

    private readonly List<(Array Array, Shape Shape)> _taken = [];
    private long _elements;

    private ArrayScope()
    {
    }

    private readonly record struct Shape(Type Type, int Rows, int Columns);

    /// <summary>A scope with no array yet; dispose it when the call ends.</summary>
    public static ArrayScope Rent() => t_scopes is { Count: > 0 } scopes ? scopes.Pop() : new ArrayScope();

    /// <summary>An array that is zero in all elements.</summary>
    /// <param name="length">Its length.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public T[] New<T>(int length)
    {
        Shape shape = new(typeof(T[]), length, 1);
        T[] array = (T[]?)Take(shape) ?? new T[length];
        Keep(array, shape);
        return array;
    }

    /// <summary>An array of rank two that is zero in all elements.</summary>
    /// <param name="rows">The length of its first dimension.</param>
    /// <param name="columns">The length of its second dimension.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public T[,] New<T>(int rows, int columns)
    {
        Shape shape = new(typeof(T[,]), rows, columns);
        T[,] array = (T[,]?)Take(shape) ?? new T[rows, columns];
        Keep(array, shape);
        return array;
    }

    /// <summary>Takes all arrays back.</summary>
    public void Dispose()
    {
        t_arrays ??= [];
        foreach ((Array array, Shape shape) in _taken)
        {
            if (t_elements + array.LongLength > MaximalElements)
            {
                t_arrays.Clear();
                t_elements = 0;
            }
            Array.Clear(array);
            if (!t_arrays.TryGetValue(shape, out Stack<Array>? free)) t_arrays[shape] = free = new Stack<Array>();
            free.Push(array);
            t_elements += array.LongLength;
        }
        _taken.Clear();
        _elements = 0;
        (t_scopes ??= new Stack<ArrayScope>()).Push(this);
    }

    private static Array? Take(Shape shape)
    {
        if (t_arrays is null || !t_arrays.TryGetValue(shape, out Stack<Array>? free) || !free.TryPop(out Array? array)) return null;
        t_elements -= array.LongLength;
        return array;
    }

    private void Keep(Array array, Shape shape)
    {
        if (_elements + array.LongLength > MaximalElements) return;
        _elements += array.LongLength;
        _taken.Add((array, shape));
    }
}
