using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Tensors: the functions of the runtime's class <c>Tensor</c> that have a rule, and operators, become operations; a number beside a tensor stays a number.</summary>
internal sealed partial class MethodLowering
{
    private static bool IsTensorFunction(IMethodSymbol method) => method is { IsStatic: true, ContainingType: { Name: "Tensor", Arity: 0 } type } && SignatureReader.IsOfAutoDiff(type);

    /// <summary>A function of <c>Tensor</c>; null for one that is constant for differentiation.</summary>
    private Operand? LowerTensorFunction(IMethodSymbol method, IInvocationOperation call)
    {
        if (!IsTensorFunction(method)) return null;
        Primitive? operation = method.Name == "Where" ? Primitive.Select
            : method.Name == "To" ? Primitive.Convert
            : (TensorRules.Find(method.Name, method.Parameters.Length)?.Primitive ?? (TensorElements.Find(method.Name, method.Parameters.Length) ?? ScalarRules.Find(method.Name, method.Parameters.Length))?.Primitive)
                ?? (Map(method.ReturnType) is { CarriesFloat: false } ? new Primitive("Tensor." + method.Name, method.Parameters.Length, Notation.Tensor, method.Name, Cost.Expensive) : null);
        if (operation is null || !(Map(method.ReturnType) is TensorType or ScalarType)) return null;
        Operand[] arguments = [.. call.Arguments.Select(a => (a.Parameter!.Ordinal, Value: TensorOperand(a.Value))).ToArray().OrderBy(a => a.Ordinal).Select(a => a.Value)];
        return Operation(operation, TypeOf(call), arguments);
    }

    private Operand Operation(Primitive operation, IrType type, params Operand[] operands)
    {
        // One at least is a tensor.
        if (operation.Notation != Notation.Tensor && !operands.Any(o => o.Type is TensorType) && type is TensorType && !operation.Equals(Primitive.Convert))
            operands[0] = _builder.Let(Primitive.Convert, type, operands[0]);
        return _builder.Let(operation, type, operands);
    }

    /// <summary>An operand of an operation on tensors: what is converted from a number to a tensor is that number.</summary>
    private Operand TensorOperand(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true, Operand: var number } && TypeOf(operation) is TensorType { ElementType: var element } && TypeOf(number) is ScalarType
            ? Converted(LowerExpression(number), element)
            : LowerExpression(operation);

    private Operand LowerTensorBinary(IBinaryOperation o)
    {
        if (PrimitiveOf(o.OperatorKind) is not { } operation) return Unsupported(o, $"the operator {o.OperatorKind} on tensors", "write it out");
        Operand left = TensorOperand(o.LeftOperand);
        return Operation(operation, TypeOf(o), left, TensorOperand(o.RightOperand));
    }

    private Operand LowerTensorUnary(IUnaryOperation o) => o.OperatorKind switch
    {
        UnaryOperatorKind.Plus => LowerExpression(o.Operand),
        UnaryOperatorKind.Minus => _builder.Let(Primitive.Negate, TypeOf(o), LowerExpression(o.Operand)),
        UnaryOperatorKind.Not => _builder.Let(Primitive.Not, TypeOf(o), LowerExpression(o.Operand)),
        _ => Unsupported(o, $"the operator {o.OperatorKind} on tensors", "write it out"),
    };

    /// <summary>A conversion from a number to a tensor, or of a tensor with one element to a number; null for others.</summary>
    private Operand? LowerTensorConversion(IConversionOperation o) => (TypeOf(o.Operand), TypeOf(o)) switch
    {
        (ScalarType, TensorType { ElementType: var element } type) => _builder.Let(Primitive.Convert, type, Converted(LowerExpression(o.Operand), element)),
        (TensorType, ScalarType type) => _builder.Let(TensorRules.Item, type, LowerExpression(o.Operand)),
        _ => null,
    };

    /// <summary>The shape of a tensor and what follows from it, and its transpose; null for other properties.</summary>
    private Operand? LowerTensorProperty(IPropertyReferenceOperation o)
    {
        if (o.Instance is not { } instance || TypeOf(instance) is not TensorType type) return null;
        return o.Property.Name switch
        {
            "Shape" => _builder.Let(TensorRules.ShapeOf, TensorType.Shape, LowerExpression(instance)),
            "Rank" or "Length" => _builder.Let(new Primitive("Tensor." + o.Property.Name, 1, Notation.Tensor, "." + o.Property.Name, Cost.Expensive), IrType.Int32, LowerExpression(instance)),
            "T" => _builder.Let(TensorRules.Find("Transpose", 1)!.Primitive, type, LowerExpression(instance)),
            _ => null,
        };
    }

    /// <summary>A collection that a method of its own builds, <c>[2, 3]</c> as a shape: the call of that method; null for others.</summary>
    private Operand? LowerBuiltCollection(ICollectionExpressionOperation o)
    {
        if (o.Type is not INamedTypeSymbol type || TypeOf(o) is not OpaqueType opaque || !o.Elements.All(e => e is not ISpreadOperation)) return null;
        if (type.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "CollectionBuilderAttribute")?.ConstructorArguments is not [{ Value: INamedTypeSymbol builder }, { Value: string method }]) return null;
        Operand[] elements = [.. o.Elements.Select(LowerExpression)];
        Value result = _builder.Fresh(opaque);
        string list = string.Join(", ", elements.Select((_, i) => $"{{{i}}}"));
        _builder.Append(new Invoke(result, $"{TypeMapping.Text(builder)}.{method}([{list}])", elements, Site(o), InvokeKind.Read));
        return result;
    }
}
