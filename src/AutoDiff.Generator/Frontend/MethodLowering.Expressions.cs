using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Expressions: operands are values, so what was read before a side effect stays as it was read.</summary>
internal sealed partial class MethodLowering
{
    private Operand LowerExpression(IOperation operation)
    {
        if (!Grow()) return Variable.ZeroOf(TypeOf(operation));
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && LiteralOf(constant, operation.Type) is { } literal) return literal;
        switch (operation)
        {
            case IParenthesizedOperation o: return LowerExpression(o.Operand);
            case ILocalReferenceOperation o: return ReadSymbol(o.Local, o);
            case IParameterReferenceOperation o: return IsCaptured(o.Parameter) ? LowerMember(o) : ReadSymbol(o.Parameter, o);
            case IInstanceReferenceOperation o when IsPlace(o): return Read(PlaceOf(o));
            case IInstanceReferenceOperation o: return LowerThis(o);
            case IConditionalAccessOperation o: return LowerConditionalAccess(o);
            case IConditionalAccessInstanceOperation when _conditionalReceivers.Count > 0: return _conditionalReceivers.Peek();
            case ICoalesceOperation o when TypeOf(o.Value) is StructType { NullableOf: not null } && AsNullable(LowerExpression(o.Value)) is { } nullable: return LowerCoalesce(o, nullable);
            case ICoalesceAssignmentOperation o: return LowerCoalesceAssignment(o);
            case IFieldReferenceOperation { Instance: { } whole } o when MemberOf(whole, o.Field) is { } member: return ReadMember(whole, member, o.Field.Type);
            case IPropertyReferenceOperation { Instance: { } whole } o when MemberOf(whole, o.Property) is { } member: return ReadMember(whole, member, o.Property.Type);
            case ITupleOperation o: return LowerTuple(o);
            case IObjectCreationOperation o: return LowerStructCreation(o);
            case IWithOperation o: return LowerWith(o);
            case ITupleBinaryOperation o when LowerExpression(o.LeftOperand) is Aggregate left && LowerExpression(o.RightOperand) is Aggregate right:
                return LeafEquality(left, right, o.OperatorKind == BinaryOperatorKind.Equals, o);
            case IFieldReferenceOperation o: return LowerField(o);
            case IPropertyReferenceOperation o: return LowerProperty(o);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation: return LowerElement(operation);
            case IConversionOperation o: return LowerConversion(o);
            case IBinaryOperation o: return LowerBinary(o);
            case IUnaryOperation o: return LowerUnary(o);
            case IConditionalOperation { WhenFalse: { } otherwise } o:
                return LowerChoice(LowerExpression(o.Condition), TypeOf(o), () => LowerExpression(o.WhenTrue), () => LowerExpression(otherwise));
            case ICoalesceOperation o when TypeOf(o.Value).IsIndexed:
                Operand first = LowerExpression(o.Value);
                return LowerChoice(_builder.Let(Primitive.IsNull, IrType.Boolean, first), TypeOf(o), () => LowerExpression(o.WhenNull), () => first);
            case ISwitchExpressionOperation o: return LowerSwitchExpression(o);
            case IIsPatternOperation o: return LowerPattern(o.Pattern, LowerExpression(o.Value));
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation: return LowerAssignment(operation);
            case IInvocationOperation o: return LowerInvocation(o);
            case ITranslatedQueryOperation o: return LowerExpression(o.Operation);
            case IArrayCreationOperation o: return LowerArrayCreation(o);
            case ICollectionExpressionOperation o: return LowerTensorCollection(o) ?? LowerBuiltCollection(o) ?? LowerCollection(o, TypeOf(o));
            case ITypeParameterObjectCreationOperation when TypeOf(operation) is ScalarType: return Variable.ZeroOf(TypeOf(operation));
            case IIsTypeOperation { IsNegated: false } o when TypeTest(TypeOf(o.ValueOperand), o.TypeOperand) is { } decided: return decided;
            case IDefaultValueOperation o: return Variable.ZeroOf(TypeOf(o));
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } o: return new DefaultOf(TypeOf(o));
            case IThrowOperation o:
                LowerThrow(o);
                return Variable.ZeroOf(TypeOf(o));
            case { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax }:
                return LowerStackAllocation(operation);
            case IInvalidOperation:
                _isInvalid = true;
                return Variable.ZeroOf(TypeOf(operation));
            default: return LowerOpaque(operation);
        }
    }

    /// <summary>A constant as an operand: numbers, characters and Booleans.</summary>
    private Operand? LiteralOf(object? value, ITypeSymbol? type)
    {
        if (value is null || type is null || Map(type) is not ScalarType scalar) return null;
        return value switch
        {
            bool b => Constant.Of(b),
            double d => Constant.Of(d, scalar),
            float f => Constant.Of((double)f, scalar),
            char c => new Constant(scalar, c),
            ulong u => new Constant(scalar, unchecked((long)u)),
            sbyte or byte or short or ushort or int or uint or long => new Constant(scalar, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private Operand ReadSymbol(ISymbol symbol, IOperation operation)
    {
        if (_writtenTensors.TryGetValue(symbol, out WrittenTensor? written)) return ReadWhole(written, written.Memory, operation);
        if (_sequences.TryGetValue(symbol, out Sequence? sequence)) return Elements(sequence, operation);
        if (_places.TryGetValue(symbol, out Place? place) && IsDeclared(place)) return Read(place);
        return _functions.ContainsKey(symbol)
            ? Unsupported(operation, "a delegate as a value", "call it where it is declared")
            : Unsupported(operation, $"the variable '{symbol.Name}' of an enclosing method", "pass it as an argument");
    }

    private Operand LowerField(IFieldReferenceOperation o)
    {
        if (o.Instance is not null) return o.Instance.Type is { IsReferenceType: true } ? LowerMember(o) : LowerOpaque(o);
        IFieldSymbol field = _typeArguments.Apply(o.Field);
        RefuseType(field.Type, o.Syntax.GetLocation());
        if (TypeMapping.IsDifferentiable(field.Type) && !field.IsReadOnly && !SignatureReader.HasNoGradient(field))
            _problems.Add(new(ProblemKind.MutableState, [field.ToDisplayString()], o.Syntax.GetLocation()));
        if (IsAccessible(field))
            return field.Type.TypeKind == TypeKind.Enum
                ? LowerOpaque(o)
                : ReadConstant(field, $"({TypeMapping.Text(field.ContainingType)}.{field.Name})", TypeOf(o), field.IsReadOnly, o);
        // Private to a class whose method is inlined: its initialiser is evaluated instead.
        if (field.IsReadOnly && TypeOf(o) is ScalarType && InitializerOf(field) is { } initializer)
        {
            Operand? value = null;
            Within(_typeArguments.With(field.ContainingType), () => value = LowerExpression(initializer));
            return value!;
        }
        return Inaccessible(o, o.Field);
    }

    private IOperation? InitializerOf(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences is [var reference, ..]
            && reference.GetSyntax(_cancellation) is VariableDeclaratorSyntax { Initializer: { } clause }
            && ModelOf(clause.SyntaxTree).GetOperation(clause, _cancellation) is IFieldInitializerOperation { Value: var value }
            ? value
            : null;

    // A static readonly field is read once, on entry.
    private Operand ReadConstant(ISymbol symbol, string text, IrType type, bool isConstant, IOperation operation) =>
        ReadWhole(symbol, text, type, isConstant, operation) is var value && type is StructType ? Read(ElementAt(value, [])) : value;

    private Value ReadWhole(ISymbol symbol, string text, IrType type, bool isConstant, IOperation operation)
    {
        if (isConstant && _namedConstants.TryGetValue(symbol, out Value? known)) return known;
        Value value = _builder.Fresh(type, symbol.Name);
        Invoke read = new(value, text, Array.Empty<Operand>(), Site(operation), InvokeKind.Read);
        if (isConstant && IsNeverNull(symbol)) _presentOnEntry.Add(value.Id);
        if (isConstant) _entry.Add(read);
        else _builder.Append(read);
        if (isConstant) _namedConstants[symbol] = value;
        return value;
    }

    private Operand LowerProperty(IPropertyReferenceOperation o)
    {
        if (LowerTensorProperty(o) is { } known) return known;
        if (o is { Property.Name: "Length", Instance: { } tensors } && IsTensorSequence(tensors)) return TensorSequence(tensors).Count;
        if (LowerNullableMember(o.Instance, o.Property, () => Constant.Of(0)) is { } demanded) return demanded;
        if (o.Instance is { Type: { } owner } instance && (owner is IArrayTypeSymbol || TypeMapping.IsSpan(owner)) && Map(owner).IsIndexed)
        {
            switch (o.Property.Name)
            {
                case "Length" when VariableOf(instance) is { } span && _places.TryGetValue(span, out Place? cursor) && cursor is CursorPlace { Count: var count }: return _values[count];
                case "Length": return _builder.Length(LowerExpression(instance));
                case "LongLength": return Converted(_builder.Length(LowerExpression(instance)), IrType.Int64);
                case "IsEmpty": return _builder.Let(Primitive.Equal, IrType.Boolean, _builder.Length(LowerExpression(instance)), Constant.Of(0));
                case "Rank": return Constant.Of(((IArrayTypeSymbol)owner).Rank);
                default: if (o.Property.IsIndexer) return LowerElement(o); break;
            }
        }
        if (o.Property is { ContainingType.IsExtension: true, GetMethod: { } extension } && LowerExtension(extension, o, o.Instance, o.Arguments) is { } extended) return extended;
        if (NumberConstant(o) is { } number) return number;
        if (o is { Instance: null, Property.IsStatic: true } && !IsOpenMember(o) && Resolved(o.Property, o.ConstrainedToType) is { GetMethod: { DeclaringSyntaxReferences.IsEmpty: false } getter } property)
        {
            if (BodyOf(getter) is { Body: not null } callee)
            {
                Operand value = Inline(callee, o, []);
                return SignatureReader.HasNoGradient(property) ? Stopped(value) : value;
            }
            if (TypeMapping.IsDifferentiable(property.Type) && property.SetMethod is not null && !SignatureReader.HasNoGradient(property))
                _problems.Add(new(ProblemKind.MutableState, [property.ToDisplayString()], o.Syntax.GetLocation()));
            if (property.SetMethod is null && property.Type.TypeKind != TypeKind.Enum && IsAccessible(property))
                return ReadConstant(property, $"({TypeMapping.Text(property.ContainingType)}.{property.Name})", TypeOf(o), true, o);
        }
        if (o.Instance is { Type.IsReferenceType: true })
        {
            if (GetterOf(o) is { } own) return Inline(own with { Receiver = ObjectOf(o.Instance) }, o, o.Arguments);
            if (IsStored(o.Property)) return LowerMember(o);
        }
        if (o.Instance is { Type: { } whole } receiver && StructOf(whole) is not null
            && Resolved(o.Property, whole as ITypeParameterSymbol).GetMethod is { } accessor && BodyOf(accessor) is { Body: not null } inner)
            return Inline(inner, o, o.Arguments, ReceiverOf(receiver));
        if (o is { Instance: { } subject, Property.GetMethod: { } modelled } && LibraryModels.Find(modelled, _compilation) is { } model)
            return InlineModel(model, o, [(model.Parameters[0], LowerExpression(subject)), .. Bind(modelled, o.Arguments)]);
        return LowerOpaque(o);
    }

    private bool IsOpenMember(IMemberReferenceOperation o) => o.ConstrainedToType is { } constrained && Substituted(constrained) is ITypeParameterSymbol;
}
