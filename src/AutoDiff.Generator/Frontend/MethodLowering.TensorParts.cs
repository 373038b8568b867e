using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Elements and parts of tensors, and operations on lists of tensors.</summary>
internal sealed partial class MethodLowering
{
    // t[i, j]; t[^1] counts from the end of its axis.
    private Operand LowerTensorElement(IPropertyReferenceOperation o, IOperation instance)
    {
        WrittenTensor? written = WrittenTensorOf(instance);
        Operand tensor = written?.Initial ?? LowerExpression(instance);
        Value memory = written?.Memory ?? _builder.Let(TensorRules.Elements, new TensorMemoryType(tensor.Type.Scalar), tensor);
        return IndicesOf(o, tensor) is { } indices ? AsValue(_builder.Load(memory, [.. indices]), TypeOf(o)) : Variable.ZeroOf(TypeOf(o));
    }

    // Null after a problem.
    private List<Operand>? IndicesOf(IPropertyReferenceOperation o, Operand tensor)
    {
        List<Operand> indices = [];
        foreach (IOperation index in o.Arguments is [{ ArgumentKind: ArgumentKind.ParamCollection, Value: var list }] ? ElementsOf(list) ?? [list] : o.Arguments.Select(a => a.Value))
        {
            if (TypeOf(index) is ScalarType { IsInteger: true }) indices.Add(LowerExpression(index));
            else if (FromEnd(index) is { } distance) indices.Add(_builder.Let(Primitive.Subtract, IrType.Int32, LengthOf(tensor, indices.Count, o), LowerExpression(distance)));
            else if (index is IConversionOperation { Type.Name: "Index", Operand: var position } && TypeOf(position) is ScalarType) indices.Add(LowerExpression(position));
            else
            {
                Unsupported(index, "this index of a tensor", "write a number, or a number from the end as ^1");
                return null;
            }
        }
        return indices;
    }

    // The 1 of ^1.
    private static IOperation? FromEnd(IOperation index) => index switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat => hat.Operand,
        IConversionOperation c => FromEnd(c.Operand),
        _ => null,
    };

    private Value LengthOf(Operand tensor, int axis, IOperation place)
    {
        Value shape = _builder.Let(TensorRules.ShapeOf, TensorType.Shape, tensor), length = _builder.Fresh(IrType.Int32);
        _builder.Append(new Invoke(length, $"({{0}}[{axis}])", new Operand[] { shape }, Site(place), InvokeKind.Read));
        return length;
    }

    // x[1..3, .., ^1]
    private Operand LowerTensorPart(IPropertyReferenceOperation o, IOperation instance, TensorType type)
    {
        if (WrittenTensorOf(instance) is { } written) return PartOf(written, o) is { } part ? ReadWhole(written, part, o) : Variable.ZeroOf(type);
        Operand tensor = LowerExpression(instance);
        return PartIndices(o) is { } indices ? _builder.Let(TensorRules.FindList("Slice", indices.Length + 1)!.Primitive, type, [tensor, .. indices]) : Variable.ZeroOf(type);
    }

    private Operand[]? PartIndices(IPropertyReferenceOperation part)
    {
        if (ElementsOf(part.Arguments[0].Value) is { } indices) return [.. indices.Select(PartIndex)];
        Unsupported(part, "indices that are not written one by one", "write them between the brackets");
        return null;
    }

    private bool IsMask(IPropertyReferenceOperation part) => part.Property.Parameters is [{ Type: var mask }] && Map(mask) is TensorType;

    // A position is a number, all else is evaluated as it stands.
    private Operand PartIndex(IOperation index)
    {
        IOperation written = index;
        while (written is IConversionOperation { IsImplicit: true } c) written = c.Operand;
        if (TypeOf(written) is ScalarType) return LowerExpression(written);
        if (written is ILocalReferenceOperation { Local: var local } && _positions.ContainsKey(local)) return Unsupported(index, "a position in a variable as an index of a tensor", "write it between the brackets");
        if (TextOf(written) is not var (text, arguments)) return Variable.ZeroOf(TypeOf(index));
        Value result = _builder.Fresh(TypeOf(index));
        _builder.Append(new Invoke(result, text, arguments, Site(index), InvokeKind.Read));
        return result;
    }

    /// <summary>The elements of a list that is written one by one: <c>[a, b]</c>, <c>new[] { a, b }</c>, or the arguments of a <c>params</c> parameter. Null for others.</summary>
    private static IReadOnlyList<IOperation>? ElementsOf(IOperation list) => list switch
    {
        ICollectionExpressionOperation o => o.Elements.All(e => e is not ISpreadOperation) ? o.Elements : null,
        IArrayCreationOperation { Initializer: { } all, DimensionSizes.Length: 1 } => all.ElementValues,
        IConversionOperation o => ElementsOf(o.Operand),
        _ => null,
    };

    /// <summary>A function that takes a span of tensors or numbers, last in the IR; null for others.</summary>
    private Operand? LowerTensorList(IMethodSymbol method, IInvocationOperation call)
    {
        if (TypeOf(call) is not TensorType result || call.Arguments.FirstOrDefault(a => TypeMapping.IsSpan(a.Parameter!.Type)) is not { } list) return null;
        string name = method.Name == "Create" ? "Vector" : method.Name;
        if (IsTensorSequence(Unwrap(list.Value)) && ElementsOf(list.Value) is null) return LowerJoined(method, call, list, result);
        if (ElementsOf(list.Value) is not { } elements) return method.Name == "Create" ? LowerTensorOfArray(call, list) : LowerJoinedArray(method, call, list);
        if (TensorRules.FindList(name, elements.Count + 1) is null) return null;
        IrType listed = Map(((INamedTypeSymbol)list.Parameter!.Type).TypeArguments[0]), element = listed.Number ?? listed;
        List<(int Ordinal, Operand Value)> others = [];
        List<Operand> operands = [];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument != list) others.Add((argument.Parameter!.Ordinal, LowerExpression(argument.Value)));
            else operands.AddRange(elements.Select(e => AsElement(TensorOperand(e))));
        }
        others.Sort((a, b) => a.Ordinal.CompareTo(b.Ordinal));
        if (name == "Vector") return OfNumbers(operands, result, others.Count > 0 ? others[0].Value : null);
        operands.InsertRange(0, others.Select(o => o.Value));
        return _builder.Let(TensorRules.FindList(name, operands.Count)!.Primitive, result, [.. operands]);

        Operand AsElement(Operand operand) => operand.Type == element || element is not TensorType ? AsNumber(operand, element) : _builder.Let(Primitive.Convert, element, operand);
    }

    // Of an array of tensors, which is written one by one where it is made.
    private Operand LowerJoined(IMethodSymbol method, IInvocationOperation call, IArgumentOperation list, TensorType result)
    {
        if (TensorSequence(Unwrap(list.Value)).Items is not { } items || TensorRules.FindList(method.Name, items.Count + 1) is not { } rule) return LowerJoinedArray(method, call, list)!;
        return _builder.Let(rule.Primitive, result, [.. call.Arguments.Where(a => a != list).Select(a => LowerExpression(a.Value)), .. items]);
    }

    /// <summary><c>Tensor.Stack(rows)</c> of an array: all of it, read at once. Null for what is no array of tensors.</summary>
    private Operand? LowerJoinedArray(IMethodSymbol method, IInvocationOperation call, IArgumentOperation list)
    {
        IOperation source = Unwrap(list.Value);
        if (!TypeOf(source).IsOfTensors) return null;
        if (method.Name != "Stack") return Unsupported(list.Value, $"{method.Name} of an array of tensors whose number is only known when it runs", "write the tensors one by one, call Tensor.Stack and reshape, or write into the parts of a tensor in a loop");
        Value whole = _builder.Load(LowerExpression(source));
        Operand axis = LowerExpression(call.Arguments.Single(a => a != list).Value);
        return axis is Constant { Bits: 0 } ? whole : Tensor("MoveAxis", whole, Constant.Of(0), axis);
    }

    /// <summary><c>Tensor&lt;double&gt; v = [a, b]</c>; null for other collections.</summary>
    private Operand? LowerTensorCollection(ICollectionExpressionOperation o) =>
        TypeOf(o) is not TensorType type ? null
        : ElementsOf(o) is { } elements ? OfNumbers([.. elements.Select(e => AsNumber(LowerExpression(e), type.ElementType))], type, null)
        : _builder.Load(LowerCollection(o, new ArrayType(Map(((INamedTypeSymbol)o.Type!).TypeArguments[0]), 1)));

    private Operand OfNumbers(List<Operand> numbers, TensorType type, Operand? shape)
    {
        Value vector = numbers.Count == 0
            ? _builder.Let(TensorRules.Find("Full", 2)!.Primitive, type, EmptyShape(), Variable.ZeroOf(type.ElementType))
            : _builder.Let(TensorRules.FindList("Vector", numbers.Count)!.Primitive, type, [.. numbers]);
        return shape is null ? vector : Tensor("Reshape", vector, shape);
    }

    private Value EmptyShape()
    {
        Value shape = _builder.Fresh(TensorType.Shape);
        _builder.Append(new Invoke(shape, "global::AutoDiff.TensorShape.Create([0])", Model.EquatableArray<Operand>.Empty, -1, InvokeKind.Read));
        return shape;
    }

    private Operand Tensor(string name, params Operand[] operands) => _builder.Let(TensorRules.Find(name, operands.Length)!.Primitive, operands[0].Type, operands);

    private Operand Reduced(string name, Operand tensor, Operand axes, Operand keepDimensions) => Tensor(name, tensor, axes, keepDimensions);

    // The order decides what the derivative is: the largest size takes all, the Euclidean norm has a direction.
    private Operand? LowerNorm(IInvocationOperation call)
    {
        IArgumentOperation[] given = [.. call.Arguments.OrderBy(a => a.Parameter!.Ordinal)];
        if (given.Length != 4 || !TypeOf(call).IsContinuous) return null;
        if (given[3].Value.ConstantValue is not { HasValue: true, Value: var value }) return Unsupported(given[3].Value, "the order of a norm that is not a literal", "write the number, or Tensor.Pow(Tensor.Pow(Tensor.Abs(x), p).Sum(), 1 / p)");
        double order = System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
        Operand tensor = TensorOperand(given[0].Value), axes = LowerExpression(given[1].Value), keep = LowerExpression(given[2].Value);
        return order switch
        {
            2 => Reduced("Norm", tensor, axes, keep),
            double.PositiveInfinity => Reduced("Max", Size(), axes, keep),
            double.NegativeInfinity => Reduced("Min", Size(), axes, keep),
            0 => Reduced("Sum", Element("Sign", Size()), axes, keep),
            _ => Tensor("Norm", tensor, axes, keep, Constant.Of(order, IrType.Double)),
        };

        Operand Size() => Element("Abs", tensor);

        Operand Element(string name, Operand x) => _builder.Let(ScalarRules.Find(name, 1)!.Primitive, x.Type, x);
    }
}
