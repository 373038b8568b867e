using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>Arrays, spans and references.</summary>
internal sealed partial class IrInterpreter
{
    // What memory of integers holds that need not be zeroed: no index.
    private const long NotAnIndex = -0x5EED;

    private SpanView View(Operand memory) => Evaluate(memory) switch
    {
        SpanView view => view,
        Array array => new(array, 0, array.Length),
        null => throw new NullReferenceException(),
        _ => throw new UnreachableException(),
    };

    private object? Read(Operand memory, EquatableArray<Operand> indices)
    {
        if (indices.Count > 1) return ((Array)Evaluate(memory)!).GetValue(Indices(indices));
        SpanView view = View(memory);
        int position = Position(view, indices);
        return view.Array is double[] doubles ? doubles[position] : view.Array.GetValue(position);
    }

    private void Write(Operand memory, EquatableArray<Operand> indices, object? content)
    {
        if (indices.Count > 1)
        {
            ((Array)Evaluate(memory)!).SetValue(content, Indices(indices));
            return;
        }
        SpanView view = View(memory);
        int position = Position(view, indices);
        if (view.Array is double[] doubles) doubles[position] = (double)content!;
        else view.Array.SetValue(content, position);
    }

    private int Position(SpanView view, EquatableArray<Operand> indices)
    {
        long index = indices.Count == 0 ? 0 : Integer(indices[0]);
        return index >= 0 && index < view.Length ? view.Offset + (int)index : throw new IndexOutOfRangeException($"{index} of {view.Length}");
    }

    private long[] Indices(EquatableArray<Operand> indices) => [.. indices.Select(Integer)];

    private SpanView Sliced(Slice slice)
    {
        if (slice.Start is null && slice.Count is null && Evaluate(slice.Array) is null) return (SpanView)Evaluate(new DefaultOf(slice.Result.Type))!;
        SpanView view = View(slice.Array);
        long start = slice.Start is null ? 0 : Integer(slice.Start);
        long length = slice.Count is null ? view.Length - start : Integer(slice.Count);
        return start >= 0 && length >= 0 && start + length <= view.Length
            ? new(view.Array, view.Offset + (int)start, (int)length)
            : throw new ArgumentOutOfRangeException(nameof(slice), $"{start}, {length} of {view.Length}");
    }

    private static void Clear(SpanView view) => Array.Clear(view.Array, view.Offset, view.Length);

    private Array Allocated(Allocate allocation)
    {
        long[] dimensions = Indices(allocation.Dimensions);
        if (dimensions.Any(d => d < 0)) throw new OverflowException();
        IrType element = allocation.Result.Type.Element!;
        Array array = Array.CreateInstance(TypeOf(element), dimensions);
        if (allocation.IsZeroed || array.Rank != 1) return array;
        for (int i = 0; i < array.Length; i++)
            array.SetValue(element.IsFloat ? Number(double.NaN, element) : element.IsInteger ? FromInteger(NotAnIndex, element) : array.GetValue(i), i);
        return array;
    }

    private static Type TypeOf(IrType type) => type switch
    {
        ScalarType scalar => Literal(new Constant(scalar, 0)).GetType(),
        ArrayType { Rank: 1 } array => TypeOf(array.ElementType).MakeArrayType(),
        ArrayType array => TypeOf(array.ElementType).MakeArrayType(array.Rank),
        _ => typeof(object),
    };
}
