using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Nullable numbers and structs: a Boolean and the value, as any struct is its fields. Where there is none the value is zero, and nothing is
/// computed with it.
/// </summary>
internal sealed partial class MethodLowering
{
    private static Operand HasValue(Aggregate nullable) => nullable.Leaves[0];

    /// <summary>The value where there is one.</summary>
    private static Operand ValueOf(Aggregate nullable) =>
        nullable.Struct.NullableOf is StructType inner ? new Aggregate(inner, [.. nullable.Leaves.Skip(1)]) : nullable.Leaves[1];

    private static Aggregate Nullable(StructType type, Operand hasValue, Operand value) => new(type, value is Aggregate inner ? [hasValue, .. inner.Leaves] : [hasValue, value]);

    private static Aggregate? AsNullable(Operand operand) => operand is Aggregate { Struct.NullableOf: not null } nullable ? nullable : null;

    /// <summary>Conversions from and to nullable types; null where there is none.</summary>
    private Operand? NullableConversion(Operand operand, IrType type, IOperation operation, bool isChecked)
    {
        if (type is StructType { NullableOf: { } target } to)
        {
            if (operand is DefaultOf) return Variable.ZeroOf(type);
            if (AsNullable(operand) is { } from) return from.Struct == to ? from : Nullable(to, HasValue(from), Converted(ValueOf(from), target, operation, isChecked));
            return operand.Type is ScalarType || operand.Type == target ? Nullable(to, Constant.Of(true), Converted(operand, target, operation, isChecked)) : null;
        }
        return AsNullable(operand) is { } given && type is ScalarType or StructType ? Converted(Demanded(given), type, operation, isChecked) : null;
    }

    /// <summary>The value: an exception where there is none.</summary>
    private Operand Demanded(Aggregate nullable)
    {
        LowerBranch(Negated(HasValue(nullable)), () => Fail("new global::System.InvalidOperationException(\"Nullable object must have a value.\")"), () => { });
        return ValueOf(nullable);
    }

    private void Fail(string exception)
    {
        WriteReferencesBack();
        _builder.Append(new Throw(exception, []));
        _flow = Flow.Thrown;
    }

    /// <summary>Members of <c>Nullable&lt;T&gt;</c> beside <c>HasValue</c>, which is a field; null for others.</summary>
    private Operand? LowerNullableMember(IOperation? instance, ISymbol member, Func<Operand> otherwise)
    {
        if (instance is null || member.Name is not ("Value" or "GetValueOrDefault") || TypeOf(instance) is not StructType { NullableOf: not null } || member.ContainingType.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T) return null;
        if (AsNullable(LowerExpression(instance)) is not { } nullable) return null;
        if (member.Name == "Value") return Demanded(nullable);
        Operand given = otherwise();
        return LowerChoice(HasValue(nullable), ValueOf(nullable).Type, () => ValueOf(nullable), () => given);
    }

    // a ?? b: the right side is evaluated where the left has no value.
    private Operand LowerCoalesce(ICoalesceOperation o, Aggregate value)
    {
        IrType type = TypeOf(o);
        return LowerChoice(HasValue(value), type, () => type is StructType { NullableOf: not null } ? NullableConversion(value, type, o, false)! : Converted(ValueOf(value), type, o), () => LowerExpression(o.WhenNull));
    }

    private Operand LowerCoalesceAssignment(ICoalesceAssignmentOperation o)
    {
        if (TypeOf(o.Target) is not StructType { NullableOf: not null }) return Unsupported(o, "??=", "test for null with an if");
        Place target = PlaceOf(o.Target);
        LowerBranch(HasValue((Aggregate)Read(target)), () => { }, () => Write(target, NullableConversion(LowerExpression(o.Value), target.Type, o, false)!));
        return TypeOf(o) == target.Type ? Read(target) : ValueOf((Aggregate)Read(target));
    }

    private readonly Stack<Operand> _conditionalReceivers = new();

    // a?.X: what follows sees the value.
    private Operand LowerConditionalAccess(IConditionalAccessOperation o)
    {
        if (TypeOf(o.Operation) is not StructType { NullableOf: not null } || TypeOf(o) is not StructType { NullableOf: not null } type || AsNullable(LowerExpression(o.Operation)) is not { } nullable)
            return Unsupported(o, "?.", "test for null with an if");
        return LowerChoice(
            HasValue(nullable),
            type,
            () =>
            {
                _conditionalReceivers.Push(ValueOf(nullable));
                Operand result = LowerExpression(o.WhenNotNull);
                _conditionalReceivers.Pop();
                return NullableConversion(result, type, o, false)!;
            },
            () => Variable.ZeroOf(type));
    }

    // ---- Lifted operators ----

    private Operand LowerLifted(IBinaryOperation o, Operand left, Operand right)
    {
        if (AsNullable(left) is not { } a || AsNullable(right) is not { } b || PrimitiveOf(o.OperatorKind) is not { } op) return Unsupported(o, "this operator on nullable values", "test them first");
        switch (o.OperatorKind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                // Both are there and equal, or neither is.
                Operand same = _builder.Let(Primitive.Equal, IrType.Boolean, HasValue(a), HasValue(b));
                Operand equal = LowerShortCircuit(true, () => same, () => LowerShortCircuit(false, () => Negated(HasValue(a)), Equal));
                return o.OperatorKind == BinaryOperatorKind.Equals ? equal : Negated(equal);
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                return LowerShortCircuit(true, () => Both(a, b), () => Compute(op, IrType.Boolean));
            default:
                if (TypeOf(o) is not StructType { NullableOf: { } inner } type) return Unsupported(o, "this operator on nullable values", "test them first");
                return Lifted(type, a, b, () => Compute(op, inner));
        }

        Operand Compute(Primitive primitive, IrType type) => o.OperatorMethod is { } method && ValueOf(a) is Aggregate
            ? LowerOperator(Resolved(method, o.ConstrainedToType), o, ValueOf(a), ValueOf(b))
            : _builder.Let(InContext(o.IsChecked, primitive, type), type, ValueOf(a), ValueOf(b));

        Operand Equal() => ValueOf(a) is Aggregate && o.OperatorKind == BinaryOperatorKind.NotEquals ? Negated(Compute(op, IrType.Boolean)) : Compute(Primitive.Equal, IrType.Boolean);
    }

    /// <summary>What is computed where both values are there; else there is none.</summary>
    private Operand Lifted(StructType type, Aggregate a, Aggregate b, Func<Operand> compute) =>
        LowerChoice(Both(a, b), type, () => Nullable(type, Constant.Of(true), compute()), () => Variable.ZeroOf(type));

    private Operand LowerLifted(IUnaryOperation o, Aggregate a)
    {
        if (o.OperatorKind == UnaryOperatorKind.Plus) return a;
        if (o.OperatorKind != UnaryOperatorKind.Minus || ValueOf(a) is not { Type: ScalarType type } value) return Unsupported(o, "this operator on nullable values", "test them first");
        return Nullable(a.Struct, HasValue(a), _builder.Let(Primitive.Negate, type, value));
    }

    private Operand Both(Aggregate a, Aggregate b) => LowerShortCircuit(true, () => HasValue(a), () => HasValue(b));

    // ---- Patterns ----

    private Operand LowerNullablePattern(IPatternOperation pattern, Aggregate value) => pattern switch
    {
        // x is > 2 and var y: that it is there is known.
        _ when !TypeMapping.IsNullable(Substituted(pattern.InputType)) => LowerPattern(pattern, ValueOf(value)),
        IConstantPatternOperation p when IsNullLiteral(p.Value) => Negated(HasValue(value)),
        INegatedPatternOperation p => Negated(LowerPattern(p.Pattern, value)),
        IBinaryPatternOperation p => LowerShortCircuit(p.OperatorKind == BinaryOperatorKind.And, () => LowerPattern(p.LeftPattern, value), () => LowerPattern(p.RightPattern, value)),
        IDeclarationPatternOperation { MatchesNull: true, DeclaredSymbol: ILocalSymbol symbol } => Matched(symbol, value),
        // x is { } v: that it is there is all there is to test.
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } p => Captured(p.DeclaredSymbol, ValueOf(value), () => HasValue(value)),
        _ => LowerShortCircuit(true, () => HasValue(value), () => LowerPattern(pattern, ValueOf(value))),
    };
}
