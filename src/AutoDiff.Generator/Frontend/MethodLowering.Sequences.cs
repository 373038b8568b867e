using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>What a loop or a query goes over: the elements of memory, or of an object that has an index.</summary>
internal sealed partial class MethodLowering
{
    private Sequence OfMemory(Operand memory) => new(memory.Type.Element!, _builder.Length(memory), (i, next) => next(LoadAt(memory, i)), []) { Memory = memory };

    private Sequence OfObject(Operand whole, string count, ITypeSymbol element, IOperation operation)
    {
        return new(Map(element), Ask($"({{0}}.{count})", IrType.Int32, [whole]), (i, next) => next(ElementAt(i)), []);

        // An enum is an opaque type outside the IR, its underlying integer inside.
        Operand ElementAt(Operand index)
        {
            Value read = Ask("({0}[{1}])", element.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(element) : Map(element), [whole, index]);
            return read.Type is StructType ? Read(MethodLowering.ElementAt(read, [])) : Converted(read, Map(element));
        }

        Value Ask(string text, IrType type, EquatableArray<Operand> arguments)
        {
            Value value = _builder.Fresh(type);
            _builder.Append(new Invoke(value, text, arguments, Site(operation)));
            return value;
        }
    }

    /// <summary>The property that counts the elements of an object with an index; null for what has none.</summary>
    private static string? CountOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } => "Length",
        INamedTypeSymbol { Name: "ImmutableArray", Arity: 1 } => "Length",
        INamedTypeSymbol { Name: "List" or "IReadOnlyList" or "IList", Arity: 1 } => "Count",
        _ => null,
    };

    private Operand ElementOf(Sequence sequence, Operand position)
    {
        Operand? element = null;
        sequence.Visit(position, x => element = x);
        return element!;
    }

    private Sequence Dense(Sequence sequence, IOperation operation) => sequence.IsDense ? sequence : OfMemory(Elements(sequence, operation));

    /// <summary>The elements in an array: a fresh one, unless the sequence is one.</summary>
    private Operand Elements(Sequence sequence, IOperation operation)
    {
        if (sequence.Memory is { Type: ArrayType } memory) return memory;
        if (sequence.Element is OpaqueType) return Unsupported(operation, $"an array of {sequence.Element}", "use a loop");
        ArrayType type = new(sequence.Element, 1);
        Value array = NewArray(type, [sequence.Count]);
        if (sequence.IsDense)
        {
            ForEachPosition(sequence, (i, x) => StoreAt(array, x, i));
            return array;
        }
        Variable count = new("count", IrType.Int32);
        _values[count] = Constant.Of(0);
        ForEachPosition(
            sequence,
            (_, x) =>
            {
                StoreAt(array, x, _values[count]);
                Set(count, _builder.Let(Primitive.Add, IrType.Int32, _values[count], Constant.Of(1)));
            },
            count);
        Value kept = Copy(SliceOf(array, Constant.Of(0), _values[count]), type);
        _values.Remove(count);
        return kept;
    }

    private void ForEachPosition(Sequence sequence, Action<Operand, Operand> body, params Variable[] carried)
    {
        Variable counter = new("i", IrType.Int32);
        _values[counter] = Constant.Of(0);
        LoopBody loop = Analyze([], sequence.Functions, null, null, () => sequence.Visit(_values[counter], x => body(_values[counter], x)), () => { });
        LowerCounted(new(counter, Bound.Less, () => sequence.Count, Constant.Of(1), () => { }), loop, carried);
        _values.Remove(counter);
    }
}
