using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Between arrays and tensors: an array is read as a whole, which is a tensor, and a tensor is stored into an array as a whole.</summary>
internal sealed partial class MethodLowering
{
    /// <summary><c>Tensor.Create(x)</c>, <c>Tensor.Create(x, [2, 3])</c> of an array or span.</summary>
    private Operand? LowerTensorOfArray(IInvocationOperation call, IArgumentOperation list)
    {
        IOperation source = list.Value is IConversionOperation { Operand: var array } && TypeOf(array) is ArrayType { Rank: 1 } ? array : list.Value;
        if (TypeOf(source) is not (ArrayType { Rank: 1, ElementType.Number: not null } or SpanType { ElementType.Number: not null })) return null;
        Operand memory = LowerExpression(source);
        Operand? shape = call.Arguments.FirstOrDefault(a => a != list) is { } argument ? LowerExpression(argument.Value) : null;
        Value vector = _builder.Load(memory);
        return shape is null ? vector : Tensor("Reshape", vector, shape);
    }

    /// <summary><c>t.ToArray()</c>, <c>t.CopyTo(span)</c>, and <c>t.AsSpan()</c> where it is only read; null for others.</summary>
    private Operand? LowerTensorCopy(IMethodSymbol method, IInvocationOperation call)
    {
        if (method.IsStatic || !TypeMapping.IsTensor(method.ContainingType) || call.Instance is not { } instance || TypeOf(instance) is not TensorType) return null;
        switch (method.Name)
        {
            case "ToArray": return ArrayOf(LowerExpression(instance), TypeOf(call).Element!);
            // A tensor does not change, so a copy of its elements is as good as a view of them.
            case "AsSpan" when call.Parent is IConversionOperation view && TypeOf(view) is SpanType { IsReadOnly: true } span: return ArrayOf(LowerExpression(instance), span.ElementType);
            case "CopyTo" when TypeOf(Unwrap(call.Arguments[0].Value)) is ArrayType { Rank: 1 } or SpanType:
                Operand tensor = LowerExpression(instance), target = LowerExpression(Unwrap(call.Arguments[0].Value));
                StoreWhole(SliceOf(target, Constant.Of(0), LengthOf(tensor)), tensor);
                return Constant.Of(0);
            default: return null;
        }
    }

    private Value ArrayOf(Operand tensor, IrType element)
    {
        Value array = NewArray(new ArrayType(element, 1), [LengthOf(tensor)], isZeroed: false);
        StoreWhole(array, tensor);
        return array;
    }

    private void StoreWhole(Operand array, Operand tensor) => _builder.Append(new Store(array, EquatableArray<Operand>.Empty, tensor));

    private Value LengthOf(Operand tensor) => _builder.Let(Count("Length"), IrType.Int32, tensor);

    // Of axes, or of elements.
    private static Primitive Count(string property) => new("Tensor." + property, 1, Notation.Tensor, "." + property, Cost.Expensive);
}
