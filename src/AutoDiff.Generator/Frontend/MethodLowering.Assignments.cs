using AutoDiff.Generator.Ir;
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
            case IConditionalAccessOperation o: Unsupported(o, "?.", "test for null with an if"); break;
            default: LowerExpression(operation); break;
        }
    }

    private Operand LowerAssignment(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: true }: return Unsupported(operation, "a ref assignment", "index the array where it is used");
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
        value.Type.IsMemory && type is OpaqueType ? Unsupported(operation, $"an array as {type}", "declare the variable with the array's type") : value;

    private Operand LowerCompound(ICompoundAssignmentOperation o)
    {
        if (IsMismatched(o.IsChecked, TypeOf(o.Target))) return Unsupported(o, "checked arithmetic", "use unchecked");
        if (o.OperatorMethod is not null || PrimitiveOf(o.OperatorKind) is not { } op || TypeOf(o.Target) is not ScalarType type)
            return Unsupported(o, "this compound assignment", "write the operation and the assignment out");
        Place target = PlaceOf(o.Target);
        Operand left = Read(target), right = LowerExpression(o.Value);
        // Both sides are converted to the type in which C# computes: the right side's, a shift's left side to int at least.
        bool isShift = o.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
        IrType computed = isShift ? Promoted(type) : right.Type;
        Operand result = _builder.Let(op, computed, Converted(left, computed), right);
        return Write(target, Converted(result, type, o));
    }

    private Operand LowerIncrement(IIncrementOrDecrementOperation o)
    {
        if (IsMismatched(o.IsChecked, TypeOf(o.Target))) return Unsupported(o, "checked arithmetic", "use unchecked");
        if (o.OperatorMethod is not null || TypeOf(o.Target) is not ScalarType type) return Unsupported(o, "this increment", "write it out");
        Place target = PlaceOf(o.Target);
        Operand old = Read(target);
        IrType computed = Promoted(type);
        Operand changed = _builder.Let(
            o.Kind == OperationKind.Increment ? Primitive.Add : Primitive.Subtract, computed, Converted(old, computed), Constant.Number(1, computed));
        Operand written = Write(target, Converted(changed, type));
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
        Place[] places = [.. targets.Elements.Select(PlaceOf)];
        Operand[] values;
        if (value is ITupleOperation parts && parts.Elements.Length == places.Length) values = [.. parts.Elements.Select(LowerExpression)];
        else if (value is IInvocationOperation { TargetMethod.Name: "SinCos" or "SinCosPi" } call && places.Length == 2) values = LowerSinCos(call);
        else
        {
            Unsupported(o, "the deconstruction of anything but a tuple literal", "assign the parts one by one");
            return;
        }
        for (int i = 0; i < places.Length; i++) Write(places[i], places[i] is DiscardPlace ? values[i] : Converted(values[i], places[i].Type));
    }

    private Place PlaceOf(IOperation target)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation o: return PlaceOf(o.Expression);
            case IDiscardOperation o: return new DiscardPlace(TypeOf(o));
            case ILocalReferenceOperation { IsDeclaration: true } o:
                return _places.TryGetValue(o.Local, out Place? declared) && declared is VariablePlace { Variable: var known } && _values.ContainsKey(known)
                    ? declared
                    : new VariablePlace(Declare(o.Local));
            case ILocalReferenceOperation o when _places.TryGetValue(o.Local, out Place? place): return place;
            case IParameterReferenceOperation o when _places.TryGetValue(o.Parameter, out Place? place): return place;
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }:
                if (ElementOf(target) is not { } element) return new DiscardPlace(TypeOf(target));
                if (element.Array is Value named && _namedConstants.ContainsValue(named))
                    _problems.Add(new(ProblemKind.MutableState, [named.Name ?? "a static array"], target.Syntax.GetLocation()));
                return element with { Site = SiteOf(target, element.Array) };
            case IParameterReferenceOperation { Parameter: var parameter } when IsCaptured(parameter):
            case IFieldReferenceOperation { Instance.Type.IsReferenceType: true }:
                return MemberOf(target) is { } member ? member with { Site = SiteOf(target, member.Member) } : new DiscardPlace(TypeOf(target));
            case IPropertyReferenceOperation { Instance.Type.IsReferenceType: true, Property: var property } when IsStored(property) && (property.SetMethod is null || BodyOf(property.SetMethod)?.Body is null):
                return MemberOf(target) is { } stored ? stored with { Site = SiteOf(target, stored.Member) } : new DiscardPlace(TypeOf(target));
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
            default: return value;
        }
    }
}
