using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>A span: a window of an array of rank 1.</summary>
internal sealed record MemoryView(Array Array, int Offset, int Length)
{
    public static MemoryView Empty { get; } = new(Array.Empty<object>(), 0, 0);

    /// <summary>The whole of an array; of null the empty span, as C# converts it.</summary>
    public static MemoryView Of(object? memory) => memory switch
    {
        null => Empty,
        MemoryView view => view,
        Array { Rank: 1 } array => new(array, 0, array.Length),
        _ => throw new NotSupportedException(memory.GetType().ToString()),
    };

    public MemoryView Slice(int start, int length) => start >= 0 && length >= 0 && start <= Length - length
        ? new(Array, Offset + start, length)
        : throw new ArgumentOutOfRangeException(nameof(start));

    public object? this[long index]
    {
        get => Array.GetValue(Position(index));
        set => Array.SetValue(value, Position(index));
    }

    private int Position(long index) => index >= 0 && index < Length ? Offset + (int)index : throw new IndexOutOfRangeException();
}

/// <summary>Memory of the IR as .NET's: arrays are arrays, spans are <see cref="MemoryView"/>s, a <c>ref</c> parameter is an array of one element.</summary>
internal static class MemoryAccess
{
    public static object? Read(object? memory, long[] indices) => memory switch
    {
        null => throw new NullReferenceException(),
        MemoryView view => view[Single(indices)],
        Array { Rank: 1 } array => array.GetValue(InRange(array, Single(indices))),
        Array array => array.GetValue(indices),
        _ => throw new NotSupportedException(memory.GetType().ToString()),
    };

    public static void Write(object? memory, long[] indices, object? value)
    {
        switch (memory)
        {
            case null: throw new NullReferenceException();
            case MemoryView view: view[Single(indices)] = value; break;
            case Array { Rank: 1 } array: array.SetValue(value, InRange(array, Single(indices))); break;
            case Array array: array.SetValue(value, indices); break;
            default: throw new NotSupportedException(memory.GetType().ToString());
        }
    }

    public static int Length(object? memory, int dimension) => memory switch
    {
        null => throw new NullReferenceException(),
        MemoryView view => view.Length,
        Array array => dimension < 0 ? array.Length : array.GetLength(dimension),
        _ => throw new NotSupportedException(memory.GetType().ToString()),
    };

    /// <summary>Fresh memory. What need not be zero is NaN, or an unlikely integer, so that a read before the first write shows.</summary>
    public static object Allocate(Allocate allocation, int[] dimensions)
    {
        if (dimensions.Any(d => d < 0)) throw new OverflowException();
        Array array = Array.CreateInstance(TypeOf(allocation.Result.Type.Element!), dimensions);
        if (!allocation.IsZeroed) Spoil(array);
        return allocation.Result.Type is SpanType ? MemoryView.Of(array) : array;
    }

    private static Type TypeOf(IrType type) => type switch
    {
        ScalarType s => ScalarValues.TypeOf(s.Kind),
        ArrayType { Rank: 1 } a => TypeOf(a.ElementType).MakeArrayType(),
        ArrayType a => TypeOf(a.ElementType).MakeArrayType(a.Rank),
        _ => typeof(object),
    };

    private static void Spoil(Array array)
    {
        if (array is double[] doubles) Array.Fill(doubles, double.NaN);
        else if (array is float[] floats) Array.Fill(floats, float.NaN);
        else if (array is int[] ints) Array.Fill(ints, unchecked((int)0xDEADBEEF));
    }

    private static long Single(long[] indices) => indices.Length == 0 ? 0 : indices[0];

    private static long InRange(Array array, long index) => index >= 0 && index < array.Length ? index : throw new IndexOutOfRangeException();
}
