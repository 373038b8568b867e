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
        if (method is { IsStatic: false, Name: "Item" } && TypeMapping.IsTensor(method.ContainingType) && TypeOf(call).Number is { } number) return AsValue(_builder.Let(TensorRules.Item, number, LowerExpression(call.Instance!)), TypeOf(call));
        if (method is { IsStatic: false, Name: "To", Parameters: [] } && TypeMapping.IsTensor(method.ContainingType) && TypeOf(call) is TensorType converted) return LowerTensorCast(call, converted);
        if (LowerTensorCopy(method, call) is { } copy) return copy;
        if (!IsTensorFunction(method)) return null;
        if (IsTensorSequence(call)) return Elements(TensorSequence(call), call);
        if (WritesBuffer(call)) return LowerOpaque(call);
        if (method.ReturnsVoid && method.Parameters is [var target, ..] && Map(target.Type) is TensorType) return Unsupported(call, $"{method.Name}, which writes in a tensor", "compute a new tensor, as in x = x + y");
        if (LowerTensorList(method, call) is { } ofList) return ofList;
        if (method.Name == "TopK" && LowerTopK(call) is { } top) return top;
        if (method.Name == "Norm" && LowerNorm(call) is { } norm) return norm;
        if (method.Name == "Trace") return Reduced("Sum", Tensor("Diagonal", TensorOperand(call.Arguments[0].Value), Constant.Of(0), Constant.Of(-2), Constant.Of(-1)), Constant.Of(-1), Constant.Of(false));
        // The texts of the arguments are for the messages of exceptions.
        int arity = method.Parameters.Count(p => !IsText(p));
        Primitive? operation = IsOfComplex(method, call) ? ComplexOperation(method.Name, arity) : Named.TryGetValue(method.Name, out Primitive? named) ? named : TensorRules.Find(method.Name, arity)?.Primitive ?? (TensorElements.Find(method.Name, arity) ?? ScalarRules.Find(method.Name, arity))?.Primitive;
        operation ??= (Map(method.ReturnType) is { CarriesFloat: false } ? new Primitive("Tensor." + method.Name, arity, Notation.Tensor, method.Name, Cost.Expensive) : null);
        if (operation is null || operation.Arity != arity || !(Map(method.ReturnType) is TensorType or ScalarType)) return null;
        Operand[] arguments = [.. call.Arguments.Where(a => !IsText(a.Parameter!)).Select(a => (a.Parameter!.Ordinal, Value: TensorOperand(a.Value))).ToArray().OrderBy(a => a.Ordinal).Select(a => a.Value)];
        return Operation(operation, TypeOf(call), arguments);
    }

    // Statistics that a module keeps of what it has seen.
    private static bool WritesBuffer(IOperation operation) => operation is IInvocationOperation { TargetMethod: { ReturnsVoid: true } method, Arguments: [{ Value: IMemberReferenceOperation { Member: var member } }, ..] }
        && IsTensorFunction(method) && SignatureReader.HasAttribute(member, "BufferAttribute");

    /// <summary>A buffer, as it is now if the method writes one.</summary>
    private Operand Unchanging(IOperation read, ISymbol member, Operand value)
    {
        if (value.Type is not TensorType || !SignatureReader.HasAttribute(member, "BufferAttribute") || !(_writesBuffers ??= Reached(_method).Any(WritesBuffer))) return value;
        if (read.Parent is IArgumentOperation { Parameter.Ordinal: 0, Parent: { } call } && WritesBuffer(call)) return value;
        Value copy = _builder.Fresh(value.Type);
        _builder.Append(new Invoke(copy, "global::AutoDiff.Tensor.Clone({0})", [value], Site(read)));
        return copy;
    }

    private bool? _writesBuffers;

    // Where one of the two types is no float the place is kept: a derivative may be lost there.
    private Value LowerTensorCast(IInvocationOperation call, TensorType type)
    {
        Operand tensor = LowerExpression(call.Instance!);
        Value result = _builder.Fresh(type);
        _builder.Append(new Let(result, Primitive.Convert, [tensor], tensor.Type.IsContinuous && type.IsContinuous ? -1 : Site(call)));
        return result;
    }

    private static readonly Dictionary<string, Primitive> Named = new()
    {
        ["Add"] = Primitive.Add,
        ["Subtract"] = Primitive.Subtract,
        ["Multiply"] = Primitive.Multiply,
        ["Divide"] = Primitive.Divide,
        ["Remainder"] = Primitive.Remainder,
        ["Negate"] = Primitive.Negate,
        ["Equal"] = Primitive.Equal,
        ["NotEqual"] = Primitive.NotEqual,
        ["Less"] = Primitive.Less,
        ["LessOrEqual"] = Primitive.LessOrEqual,
        ["Greater"] = Primitive.Greater,
        ["GreaterOrEqual"] = Primitive.GreaterOrEqual,
        ["Where"] = Primitive.Select,
        ["To"] = Primitive.Convert,
        ["Scalar"] = Primitive.Convert,
    };

    /// <summary>True for the functions of <c>Tensor</c> that are primitives for numbers too, under another name.</summary>
    internal static bool IsNamed(string function, int arity) => Named.TryGetValue(function, out Primitive? named) && named.Arity == arity;

    private static bool IsText(IParameterSymbol parameter) => parameter.GetAttributes().Any(a => a.AttributeClass?.Name == "CallerArgumentExpressionAttribute");

    private Operand Operation(Primitive operation, IrType type, params Operand[] operands)
    {
        // Real numbers beside complex ones.
        if (type.IsComplex && operation.Notation == Notation.Infix) operands = [.. operands.Select(o => o.Type.IsComplex ? o : o.Type is TensorType ? _builder.Let(Primitive.Convert, new TensorType(type.Scalar), o) : Converted(o, type.Scalar))];
        // One at least is a tensor.
        if (operation.Notation != Notation.Tensor && !operands.Any(o => o.Type is TensorType) && type is TensorType && !operation.Equals(Primitive.Convert))
            operands[0] = _builder.Let(Primitive.Convert, type, operands[0]);
        return _builder.Let(operation, type, operands);
    }

    /// <summary>An operand of an operation on tensors: what is converted from a number to a tensor is that number.</summary>
    private Operand TensorOperand(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true, Operand: var number } && TypeOf(operation) is TensorType { ElementType: var element } && TypeOf(number).Number is not null
            ? AsNumber(LowerExpression(number), element)
            : TypeMapping.IsParameter(operation.Type) ? ReadParameter(operation)
            : TypeOf(operation) is StructType { Number: { } complex } ? AsNumber(LowerExpression(operation), complex)
            : LowerExpression(operation);

    private Value ReadParameter(IOperation parameter) =>
        _builder.Let(TensorRules.ValueOf, Map(((INamedTypeSymbol)parameter.Type!).GetMembers("Value").OfType<IPropertySymbol>().Single().Type), LowerExpression(parameter));

    private Operand LowerTensorBinary(IBinaryOperation o)
    {
        if (PrimitiveOf(o.OperatorKind) is not { } operation) return Unsupported(o, $"the operator {o.OperatorKind} on tensors", "write it out");
        Operand left = TensorOperand(o.LeftOperand);
        return Operation(operation, TypeOf(o), left, TensorOperand(o.RightOperand));
    }

    private Operand LowerTensorUnary(IUnaryOperation o) => o.OperatorKind switch
    {
        UnaryOperatorKind.Plus => TensorOperand(o.Operand),
        UnaryOperatorKind.Minus => _builder.Let(Primitive.Negate, TypeOf(o), TensorOperand(o.Operand)),
        UnaryOperatorKind.Not => _builder.Let(Primitive.Not, TypeOf(o), LowerExpression(o.Operand)),
        _ => Unsupported(o, $"the operator {o.OperatorKind} on tensors", "write it out"),
    };

    /// <summary>A conversion from a number to a tensor, or of a tensor with one element to a number; null for others.</summary>
    private Operand? LowerTensorConversion(IConversionOperation o) => (TypeOf(o.Operand), TypeOf(o)) switch
    {
        (var number, TensorType { ElementType: var element } type) when number.Number is not null => _builder.Let(Primitive.Convert, type, AsNumber(LowerExpression(o.Operand), element)),
        (ArrayType { ElementType.Number: not null }, TensorType) => _builder.Load(LowerExpression(o.Operand)),
        (TensorType, var number) when number.Number is { } type => AsValue(_builder.Let(TensorRules.Item, type, LowerExpression(o.Operand)), number),
        // An axis by its number: C# converts it where it is passed.
        (ScalarType, OpaqueType) when TypeMapping.IsTensorConstant(o.Type!) => LowerExpression(o.Operand),
        (OpaqueType, TensorType) when TypeMapping.IsParameter(o.Operand.Type) => ReadParameter(o.Operand),
        _ => null,
    };

    /// <summary>The shape of a tensor and what follows from it, and its transpose; null for other properties.</summary>
    private Operand? LowerTensorProperty(IPropertyReferenceOperation o)
    {
        if (o is { Instance: { } parameter, Property.Name: "Value" } && TypeMapping.IsParameter(parameter.Type) && TypeOf(o) is TensorType) return ReadParameter(parameter);
        if (o.Instance is not { } instance || TypeOf(instance) is not TensorType type) return null;
        return o.Property.Name switch
        {
            "Shape" => _builder.Let(TensorRules.ShapeOf, TensorType.Shape, WrittenTensorOf(instance)?.Initial ?? LowerExpression(instance)),
            "Rank" or "Length" => _builder.Let(Count(o.Property.Name), IrType.Int32, WrittenTensorOf(instance)?.Initial ?? LowerExpression(instance)),
            _ when o.Property.IsIndexer && TypeOf(o).Number is not null => LowerTensorElement(o, instance),
            _ when o.Property.IsIndexer && IsMask(o) => Tensor("Select", LowerExpression(instance), LowerExpression(o.Arguments[0].Value)),
            _ when o.Property.IsIndexer => LowerTensorPart(o, instance, type),
            "T" => _builder.Let(TensorRules.Find(".T", 1)!.Primitive, type, LowerExpression(instance)),
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
