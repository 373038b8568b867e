using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Arrays of tensors that are known where they are made: what <c>Split</c> and <c>Chunk</c> give, and literals. Such an array is a <see cref="Sequence"/>, whose element at a position is a part of the tensor that was cut; so nothing
/// is stored, and a part that is not asked for costs nothing. A variable that holds one stands for it, and is not assigned again.
/// </summary>
internal sealed partial class MethodLowering
{
    private bool IsTensorArray(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1, ElementType: var element } && Map(element) is TensorType { IsContinuous: true };

    /// <summary>True for an expression of an array of tensors that is known as a sequence.</summary>
    private bool IsTensorSequence(IOperation expression) => IsTensorArray(expression.Type) && Bare(expression) switch
    {
        ILocalReferenceOperation { Local: var local } => _sequences.ContainsKey(local),
        IParameterReferenceOperation { Parameter: var parameter } => _sequences.ContainsKey(parameter),
        IInvocationOperation { TargetMethod: var method } => IsTensorFunction(method) && method.Name is "Split" or "Chunk",
        var list => ElementsOf(list) is not null,
    };

    private bool DeclareTensorArray(ILocalSymbol local, IOperation? initializer)
    {
        if (initializer is null || !IsTensorSequence(initializer)) return false;
        _sequences[local] = TensorSequence(initializer);
        return true;
    }

    private Sequence TensorSequence(IOperation expression)
    {
        switch (Bare(expression))
        {
            case ILocalReferenceOperation { Local: var local }: return _sequences[local];
            case IParameterReferenceOperation { Parameter: var parameter }: return _sequences[parameter];
            case IInvocationOperation call: return Cut(call);
            case var list:
                IrType element = Map(((IArrayTypeSymbol)list.Type!).ElementType);
                return OfItems(element, [.. ElementsOf(list)!.Select(e => Operation(TensorOperand(e)))]);
                Operand Operation(Operand tensor) => tensor.Type == element ? tensor : _builder.Let(Primitive.Convert, element, tensor);
        }
    }

    // Split(x, length), Split(x, [lengths]), Chunk(x, count), each with an axis.
    private Sequence Cut(IInvocationOperation call)
    {
        IOperation[] given = OperandsOf(call);
        Operand tensor = TensorOperand(given[0]);
        if (ElementsOf(given[1]) is { } lengths)
        {
            Operand[] sizes = [.. lengths.Select(LowerExpression)];
            Operand along = LowerExpression(given[2]), start = Constant.Of(0);
            List<Operand> parts = [];
            foreach (Operand size in sizes)
            {
                parts.Add(Tensor("Narrow", tensor, along, start, size));
                start = Plus(size, start);
            }
            return OfItems(tensor.Type, parts);
        }
        if (TypeOf(given[1]) is not ScalarType)
        {
            Unsupported(given[1], "lengths that are not written one by one", "write them between the brackets");
            return OfItems(tensor.Type, [tensor]);
        }
        Operand number = LowerExpression(given[1]), axis = LowerExpression(given[2]);
        Operand whole = _builder.Let(TensorRules.FindList("LengthAlong", 2)!.Primitive, IrType.Int32, axis, _builder.Let(TensorRules.ShapeOf, TensorType.Shape, tensor));
        Operand length = call.TargetMethod.Name == "Split" ? number : Extreme("Max", Constant.Of(1), RoundedUp(whole, number));
        return new(
            tensor.Type, Extreme("Max", Constant.Of(1), RoundedUp(whole, length)),
            (i, next) =>
            {
                Operand first = i is Constant { Bits: 0 } ? i : _builder.Let(Primitive.Multiply, IrType.Int32, i, length);
                next(Tensor("Narrow", tensor, axis, first, Extreme("Min", length, Minus(whole, first))));
            },
            []);
    }

    // A literal: where the position is only known when it runs, it chooses.
    private Sequence OfItems(IrType element, IReadOnlyList<Operand> items)
    {
        return new(element, Constant.Of(items.Count), (i, next) => next(i is Constant { Bits: var position } && position >= 0 && position < items.Count ? items[(int)position] : From(0, i)), []) { Items = items };

        Operand From(int k, Operand i) => k == items.Count - 1 ? items[k]
            : LowerChoice(_builder.Let(Primitive.Equal, IrType.Boolean, i, Constant.Of(k)), element, () => items[k], () => From(k + 1, i));
    }

    // ⌈a / b⌉
    private Operand RoundedUp(Operand a, Operand b) => _builder.Let(Primitive.Divide, IrType.Int32, Plus(Minus(b, Constant.Of(1)), a), b);

    /// <summary><c>parts[i]</c>, <c>parts[^1]</c> of an array of tensors; null for other elements.</summary>
    private Operand? LowerTensorAt(IOperation element)
    {
        if (element is not IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } || !IsTensorSequence(array)) return null;
        Sequence sequence = TensorSequence(array);
        Operand position = FromEnd(index) is { } distance ? Minus(sequence.Count, LowerExpression(distance)) : LowerExpression(index);
        return ElementOf(sequence, position);
    }

    /// <summary>The largest elements and their positions.</summary>
    private Operand? LowerTopK(IInvocationOperation call)
    {
        if (TypeOf(call) is not StructType pair || OperandsOf(call) is not [var x, var count, var along, var largest]) return null;
        Operand tensor = TensorOperand(x), first = LowerExpression(count), axis = LowerExpression(along);
        Value order = _builder.Let(TensorRules.Find("ArgSort", 3)!.Primitive, new TensorType(IrType.Int64), tensor, axis, LowerExpression(largest));
        Operand positions = Tensor("Narrow", order, axis, Constant.Of(0), first);
        return new Aggregate(pair, [Tensor("Gather", tensor, axis, positions), positions]);
    }
}
