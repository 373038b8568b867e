using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Patterns and the switch expression.</summary>
internal sealed partial class MethodLowering
{
    private Operand LowerSwitchExpression(ISwitchExpressionOperation s)
    {
        IOperation tested = s.Value is IConversionOperation { Conversion.IsIdentity: true, Operand: ITupleOperation inner } ? inner : s.Value;
        Operand[] values = tested is ITupleOperation tuple ? [.. tuple.Elements.Select(LowerExpression)] : [LowerExpression(tested)];
        return Arm(0);

        Operand Arm(int index)
        {
            if (index == s.Arms.Length)
            {
                _builder.Append(new Throw("new global::System.Runtime.CompilerServices.SwitchExpressionException()", Array.Empty<Operand>()));
                _flow = Flow.Thrown;
                return Variable.ZeroOf(TypeOf(s));
            }
            ISwitchExpressionArmOperation arm = s.Arms[index];
            Declare(arm.Locals);
            // The last arm of an exhaustive switch needs no test.
            if (index == s.Arms.Length - 1 && s.IsExhaustive && arm is { Guard: null, Locals.IsEmpty: true }) return LowerExpression(arm.Value);
            Func<Operand> test = () => tested is ITupleOperation ? LowerTuplePattern(arm.Pattern, values) : LowerPattern(arm.Pattern, values[0]);
            Operand matches = arm.Guard is { } guard ? LowerShortCircuit(true, test, () => LowerExpression(guard)) : test();
            return LowerChoice(matches, TypeOf(s), () => LowerExpression(arm.Value), () => Arm(index + 1));
        }
    }

    // (a, b) switch { (0, > 1) => …, _ => … }
    private Operand LowerTuplePattern(IPatternOperation pattern, Operand[] values)
    {
        if (pattern is IDiscardPatternOperation) return Constant.Of(true);
        if (pattern is not IRecursivePatternOperation { DeconstructionSubpatterns: var parts, PropertySubpatterns.IsEmpty: true, DeclaredSymbol: null } || parts.Length != values.Length)
            return Unsupported(pattern, "this pattern", "use a pattern for each element");
        Operand all = Constant.Of(true);
        for (int i = 0; i < values.Length; i++)
        {
            (Operand before, int position) = (all, i);
            all = LowerShortCircuit(true, () => before, () => LowerPattern(parts[position], values[position]));
        }
        return all;
    }

    private Operand LowerPattern(IPatternOperation pattern, Operand value)
    {
        if (AsNullable(value) is { } nullable && pattern is not IDiscardPatternOperation) return LowerNullablePattern(pattern, nullable);
        switch (pattern)
        {
            case IDiscardPatternOperation: return Constant.Of(true);
            case IConstantPatternOperation p when IsNullLiteral(p.Value): return _builder.Let(Primitive.IsNull, IrType.Boolean, value);
            case IConstantPatternOperation p: return Equality(value, p.Value);
            case IRelationalPatternOperation p when value.Type is OpaqueType && Map(p.InputType) is ScalarType && p.InputType.TypeKind != TypeKind.Enum: return LowerPattern(p, Cast(value, p.InputType, p));
            case IRelationalPatternOperation p when PrimitiveOf(p.OperatorKind) is { } op: return _builder.Let(op, IrType.Boolean, value, LowerExpression(p.Value));
            case INegatedPatternOperation p:
                Operand inner = LowerPattern(p.Pattern, value);
                return inner is Constant c ? Constant.Of(!c.IsTrue) : _builder.Let(Primitive.Not, IrType.Boolean, inner);
            case IBinaryPatternOperation p:
                return LowerShortCircuit(p.OperatorKind == BinaryOperatorKind.And, () => LowerPattern(p.LeftPattern, value), () => LowerPattern(p.RightPattern, value));
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol symbol } p when p.MatchesNull || value.Type is StructType || TypeTest(value.Type, p.MatchedType!) is not null:
                if (!p.MatchesNull && TypeTest(value.Type, p.MatchedType!) is { IsTrue: false } fails) return fails;
                return Matched(symbol, value);
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol symbol } p when value.Type is ArrayType && Map(p.MatchedType!) == value.Type:
                return LowerShortCircuit(true, () => IsThere(value), () => Matched(symbol, value));
            case ITypePatternOperation p when value.Type is ArrayType && Map(p.MatchedType) == value.Type: return IsThere(value);
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true } p when value.Type.IsIndexed && Map(p.MatchedType) == value.Type:
                return Captured(p.DeclaredSymbol, value, () => LowerLengthPattern(p, value));
            case IRecursivePatternOperation p when value is Aggregate aggregate && Map(p.MatchedType) == value.Type:
                return Captured(p.DeclaredSymbol, value, () => LowerStructPattern(p, aggregate));
            case IListPatternOperation p when value.Type is ArrayType { Rank: 1 } or SpanType: return Captured(p.DeclaredSymbol, value, () => LowerListPattern(p, value));
            case ITypePatternOperation p when TypeTest(value.Type, p.MatchedType) is { } decided: return decided;
            default: return (value.Type is OpaqueType ? LowerOpaquePattern(pattern, value) : null) ?? Unsupported(pattern, "this pattern", "use constants, relations, and, or, not");
        }
    }

    // A pattern's variable holds the value from here on.
    private Operand Matched(ILocalSymbol symbol, Operand value)
    {
        Place bound = _places.TryGetValue(symbol, out Place? place) && IsDeclared(place) ? place : Declare(symbol);
        // Not by Set: what follows still reads the value by the name it has.
        if (bound is VariablePlace { Variable: var variable }) _values[variable] = value;
        else Write(bound, value);
        return Constant.Of(true);
    }

    private Operand Captured(ISymbol? symbol, Operand value, Func<Operand> matches) =>
        symbol is ILocalSymbol local ? LowerShortCircuit(true, matches, () => Matched(local, value)) : matches();

    // A span is always there.
    private Operand IsThere(Operand memory) => memory.Type is ArrayType ? Negated(_builder.Let(Primitive.IsNull, IrType.Boolean, memory)) : Constant.Of(true);

    // x is { Length: > 2 }
    private Operand LowerLengthPattern(IRecursivePatternOperation pattern, Operand array)
    {
        Operand all = IsThere(array);
        foreach (IPropertySubpatternOperation property in pattern.PropertySubpatterns)
        {
            if (property.Member is not IPropertyReferenceOperation { Property.Name: "Length" }) return Unsupported(pattern, "this pattern", "test the properties one by one");
            Operand before = all;
            all = LowerShortCircuit(true, () => before, () => LowerPattern(property.Pattern, _builder.Length(array)));
        }
        return all;
    }

    // The pattern NaN matches NaN; == does not.
    private Operand Equality(Operand value, IOperation constant)
    {
        if (value.Type is OpaqueType && constant.ConstantValue is { HasValue: true, Value: string text })
        {
            Value equal = _builder.Fresh(IrType.Boolean);
            _builder.Append(new Invoke(equal, $"({{0}} == {Quoted(text)})", new[] { value }, Site(constant)));
            return equal;
        }
        Operand expected = LowerExpression(constant);
        if (expected is Constant { Scalar.IsFloat: true } c && double.IsNaN(c.AsDouble)) return _builder.Let(ScalarRules.Find("IsNaN", 1)!.Primitive, IrType.Boolean, value);
        return value.Type is ScalarType ? _builder.Let(Primitive.Equal, IrType.Boolean, value, Converted(expected, value.Type)) : Unsupported(constant, "a constant of this type", "compare numbers");
    }
}
