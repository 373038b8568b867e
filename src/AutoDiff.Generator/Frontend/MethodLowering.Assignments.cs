using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Assignments, in C#'s order of evaluation: the place (array and indices), then the value, then the store.</summary>
internal sealed partial class MethodLowering
{
    /// <summary>An expression whose value is not used.</summary>
    private void LowerEffect(IOperation operation)
    {
        switch (operation)
        {
            case IDeconstructionAssignmentOperation o: LowerDeconstruction(o); break;
            case IInvocationOperation o: LowerInvocation(o); break;
            case IConditionalAccessOperation o: LowerConditionalAccess(o); break;
            default: LowerExpression(operation); break;
        }
    }

    private Operand LowerAssignment(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: true }: return Unsupported(operation, "a ref assignment", "index the array where it is used");
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } when _sequences.ContainsKey(local):
                return Unsupported(operation, "an assignment to a variable that holds a query", "declare another variable");
            case ISimpleAssignmentOperation o:
                Place target = PlaceOf(o.Target);
                if (o.Value.Type?.TypeKind == TypeKind.Delegate)
                    return Unsupported(o, "an assignment to a delegate", "initialise it where it is declared, or use a local function");
                return Write(target, Fitted(LowerExpression(o.Value), target.Type, o.Value));
            case ICompoundAssignmentOperation o: return LowerCompound(o);
            case IIncrementOrDecrementOperation o: return LowerIncrement(o);
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    // An array as an object or an IEnumerable is no memory any more.
    private Operand Fitted(Operand value, IrType type, IOperation operation) =>
        value.Type.IsIndexed && type is OpaqueType ? Unsupported(operation, $"an array as {type}", "declare the variable with the array's type") : value;

    private Operand LowerCompound(ICompoundAssignmentOperation o)
    {
        bool isNumber = IsNumberOperator(o.OperatorMethod, o.ConstrainedToType);
        if (TypeOf(o.Target) is TensorType tensor && PrimitiveOf(o.OperatorKind) is { } operation)
        {
            Place sum = PlaceOf(o.Target);
            Operand first = Read(sum);
            return Write(sum, Operation(operation, tensor, first, TensorOperand(o.Value)));
        }
        if (!isNumber && o.OperatorMethod is { IsStatic: true } method)
        {
            Place whole = PlaceOf(o.Target);
            return Write(whole, ConvertedBy(o.OutConversion, LowerOperator(Resolved(method, o.ConstrainedToType), o, ConvertedBy(o.InConversion, Read(whole)), LowerExpression(o.Value)), whole.Type, o));
        }
        if (o.IsLifted && TypeOf(o.Target) is StructType { NullableOf: ScalarType } lifted)
        {
            Place sum = PlaceOf(o.Target);
            return Read(sum) is Aggregate a && NullableConversion(LowerExpression(o.Value), lifted, o, false) is Aggregate b ? Write(sum, Lifted(lifted, a, b, () => _builder.Let(PrimitiveOf(o.OperatorKind)!, lifted.NullableOf!, ValueOf(a), ValueOf(b)))) : Variable.ZeroOf(lifted);
        }
        if (!isNumber || PrimitiveOf(o.OperatorKind) is not { } op || TypeOf(o.Target) is not ScalarType type)
            return Unsupported(o, "this compound assignment", "write the operation and the assignment out");
        Place target = PlaceOf(o.Target);
        Operand left = Read(target), right = LowerExpression(o.Value);
        // Both sides are converted to the type in which C# computes: the right side's, a shift's left side to int at least.
        bool isShift = o.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
        IrType computed = isShift ? Promoted(type) : right.Type;
        Operand result = _builder.Let(InContext(o.IsChecked, op, computed), computed, Converted(left, computed), right);
        return Write(target, Converted(result, type, o, o.IsChecked));
    }

    private Operand LowerIncrement(IIncrementOrDecrementOperation o)
    {
        bool isNumber = IsNumberOperator(o.OperatorMethod, o.ConstrainedToType);
        if (!isNumber && o.OperatorMethod is { IsStatic: true } method)
        {
            Place whole = PlaceOf(o.Target);
            Operand before = Read(whole), after = Write(whole, LowerOperator(Resolved(method, o.ConstrainedToType), o, before));
            return o.IsPostfix ? before : after;
        }
        if (!isNumber || TypeOf(o.Target) is not ScalarType type) return Unsupported(o, "this increment", "write it out");
        Place target = PlaceOf(o.Target);
        Operand old = Read(target);
        IrType computed = Promoted(type);
        Operand changed = _builder.Let(
            InContext(o.IsChecked, o.Kind == OperationKind.Increment ? Primitive.Add : Primitive.Subtract, computed), computed, Converted(old, computed), Constant.Number(1, computed));
        Operand written = Write(target, Converted(changed, type, isChecked: o.IsChecked));
        return o.IsPostfix ? old : written;
    }

    private static IrType Promoted(ScalarType type) =>
        type.Kind is ScalarKind.SByte or ScalarKind.Byte or ScalarKind.Int16 or ScalarKind.UInt16 or ScalarKind.Char ? IrType.Int32 : type;

    // (a, b) = (b, a): all places, then all values, then the stores.
    private void LowerDeconstruction(IDeconstructionAssignmentOperation o)
    {
        IOperation target = o.Target is IDeclarationExpressionOperation { Expression: var declared } ? declared : o.Target;
        IOperation value = o.Value is IConversionOperation { Operand: ITupleOperation inner } ? inner : o.Value;
        if (target is not ITupleOperation targets)
        {
            Unsupported(o, "this deconstruction", "assign the parts one by one");
            return;
        }
        Tree<Place> places = Places(targets);
        Assign(places, Values(value, places), o);
    }

    /// <summary>The parts of a deconstruction: a place or a value, or those of a tuple in it.</summary>
    private sealed record Tree<T>(T? Leaf, IReadOnlyList<Tree<T>> Parts);

    private Tree<Place> Places(ITupleOperation targets) => new(null, [.. targets.Elements.Select(e => e switch
    {
        ITupleOperation nested => Places(nested),
        IDeclarationExpressionOperation { Expression: ITupleOperation declared } => Places(declared),
        _ => new(PlaceOf(e), []),
    })]);

    // A literal is taken apart as it stands: its parts need not be of one type with the targets.
    private Tree<Operand> Values(IOperation expression, Tree<Place> places)
    {
        if (places.Leaf is not null) return new(LowerExpression(expression), []);
        if (expression is ITupleOperation tuple && tuple.Elements.Length == places.Parts.Count) return new(null, [.. tuple.Elements.Select((e, i) => Values(e, places.Parts[i]))]);
        Operand whole = LowerExpression(expression);
        return Deconstructed(whole, expression.Type!, places, expression);
    }

    private Tree<Operand> Deconstructed(Operand whole, ITypeSymbol type, Tree<Place> places, IOperation operation)
    {
        if (places.Leaf is not null) return new(whole, []);
        if (DeconstructorOf(type, places.Parts.Count) is { } deconstructor && BodyOf(deconstructor) is { Body: not null } callee)
        {
            Place[] parts = [.. callee.Symbol.Parameters.Select(p => NewPlace(p.Name, Map(p.Type)))];
            InlineBound(callee, operation, [.. callee.Symbol.Parameters.Select((p, i) => (p, (object)parts[i]))], Copied(whole));
            return new(null, [.. parts.Select((p, i) => Deconstructed(Taken(p), callee.Symbol.Parameters[i].Type, places.Parts[i], operation))]);
        }
        if (whole is not Aggregate aggregate || StructOf(type) is not { } layout || layout.Members.Count < places.Parts.Count)
            return new(Unsupported(operation, "this deconstruction", "assign the parts one by one"), []);
        return new(null, [.. places.Parts.Select((p, i) => Deconstructed(Converted(PartOf(aggregate, layout.Members[i]), Map(layout.Members[i].Symbol)), layout.Members[i].Symbol, p, operation))]);
    }

    private static IMethodSymbol? DeconstructorOf(ITypeSymbol type, int count) =>
        type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => !m.IsStatic && !m.IsImplicitlyDeclared && m.Parameters.Length == count && m.Parameters.All(p => p.RefKind == RefKind.Out));

    private void Assign(Tree<Place> places, Tree<Operand> values, IOperation operation)
    {
        if (places.Leaf is { } place)
        {
            Write(place, place is DiscardPlace || values.Leaf is null ? values.Leaf ?? Variable.ZeroOf(place.Type) : Converted(values.Leaf, place.Type, operation));
            return;
        }
        for (int i = 0; i < Math.Min(places.Parts.Count, values.Parts.Count); i++) Assign(places.Parts[i], values.Parts[i], operation);
    }

    private Place PlaceOf(IOperation target)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation o: return PlaceOf(o.Expression);
            case IDiscardOperation o: return new DiscardPlace(TypeOf(o));
            case ILocalReferenceOperation o when WrittenTensorOf(o) is not null:
                Unsupported(o, "an assignment to a variable that holds a tensor whose elements are written", "use another variable");
                return new DiscardPlace(TypeOf(o));
            case ILocalReferenceOperation { IsDeclaration: true } o:
                return _places.TryGetValue(o.Local, out Place? declared) && IsDeclared(declared) ? declared : Declare(o.Local);
            case ILocalReferenceOperation o when _places.TryGetValue(o.Local, out Place? place): return place;
            case IParameterReferenceOperation o when _places.TryGetValue(o.Parameter, out Place? place): return place;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } when _receivers.Count > 0: return _receivers.Peek();
            case IInstanceReferenceOperation o when ThisOf(o.Type!) is { } self: return self;
            case IFieldReferenceOperation { Instance: { } whole } o when MemberOf(whole, o.Field) is { } member: return PartOf(PlaceOf(whole), member);
            case IPropertyReferenceOperation { Instance: { } whole } o when MemberOf(whole, o.Property) is { } member: return PartOf(PlaceOf(whole), member);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } tensor } o when TypeMapping.IsTensor(tensor.Type): return TensorElementPlace(o);
            case IPropertyReferenceOperation { Property.SetMethod: { } setter } o when BodyOf(setter) is { Body: not null }: return PropertyPlaceOf(o);
            case IArrayElementReferenceOperation { ArrayReference: var tensors } o when IsTensorSequence(tensors):
                Unsupported(o, "an assignment to an element of an array of tensors", "write into a new array, as in rows = new Tensor<double>[n]");
                return new DiscardPlace(TypeOf(target));
            case IArrayElementReferenceOperation { ArrayReference: IParameterReferenceOperation given } when TypeOf(given).IsOfTensors:
                Unsupported(target, "an assignment to an element of an array of tensors that is a parameter", "write into a new array, as in rows = new Tensor<double>[n]");
                return new DiscardPlace(TypeOf(target));
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }:
                if (ElementOf(target) is not { } element) return new DiscardPlace(TypeOf(target));
                if ((element as ElementPlace ?? (element as StructPlace)?.Leaves[0] as ElementPlace)?.Array is Value named && _namedConstants.ContainsValue(named))
                    _problems.Add(new(ProblemKind.MutableState, [named.Name ?? "a static array"], target.Syntax.GetLocation()));
                return WithSite(element, target);
            case IParameterReferenceOperation { Parameter: var parameter } when IsCaptured(parameter):
            case IFieldReferenceOperation { Instance.Type.IsReferenceType: true }:
                return ObjectMemberOf(target) is { } field ? field with { Site = SiteOf(target, field.Member) } : new DiscardPlace(TypeOf(target));
            case IPropertyReferenceOperation { Instance.Type.IsReferenceType: true, Property: var property } when IsStored(property) && (property.SetMethod is null || BodyOf(property.SetMethod)?.Body is null):
                return ObjectMemberOf(target) is { } stored ? stored with { Site = SiteOf(target, stored.Member) } : new DiscardPlace(TypeOf(target));
            case IFieldReferenceOperation { Field.IsStatic: true } o:
                _problems.Add(new(ProblemKind.MutableState, [o.Field.ToDisplayString()], o.Syntax.GetLocation()));
                return new DiscardPlace(TypeOf(target));
            case IInvalidOperation:
                _isInvalid = true;
                return new DiscardPlace(TypeOf(target));
            default:
                Unsupported(target, "an assignment to this", "assign to a local variable or an array element");
                return new DiscardPlace(TypeOf(target));
        }
    }

    private Operand Read(Place place) => place switch
    {
        VariablePlace p => _values[p.Variable],
        ElementPlace p => _builder.Load(p.Array, [.. p.Indices]),
        MemberPlace p => Read(p, null),
        StructPlace p => new Aggregate(p.Struct, p.Leaves.Select(Read).ToEquatableArray()),
        PropertyPlace p => p.Get(),
        CursorPlace p => Read(p),
        _ => Variable.ZeroOf(place.Type),
    };

    private Operand Write(Place place, Operand value)
    {
        switch (place)
        {
            case VariablePlace p:
                Set(p.Variable, value);
                return _values[p.Variable];
            case ElementPlace p:
                _builder.Append(new Store(p.Array, p.Indices, value, p.Site));
                return value;
            case MemberPlace p: return Write(p, value);
            case StructPlace p when value is Aggregate aggregate:
                for (int i = 0; i < p.Leaves.Count; i++) Write(p.Leaves[i], aggregate.Leaves[i]);
                return aggregate;
            case StructPlace when _problems.Count == 0 && !_isInvalid: throw new System.Diagnostics.UnreachableException($"{value} is no struct");
            case CursorPlace p: return Write(p, value);
            case PropertyPlace p:
                p.Set(value);
                return value;
            default: return value;
        }
    }
}
