using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Operators and conversions.</summary>
internal sealed partial class MethodLowering
{
    // Of a checked context only integers know.
    private static Primitive InContext(bool isChecked, Primitive op, IrType type) => isChecked && type.IsInteger ? op.InChecked : op;

    private Operand LowerConversion(IConversionOperation o)
    {
        // Decimals are constants, so what becomes one may carry no derivative.
        if (IsDecimal(o.Type) && TypeOf(o.Operand).IsFloat) return Unsupported(o, "a conversion to decimal", "compute with double");
        if (IsDecimal(o.Operand.Type) && TypeOf(o) is ScalarType number) return _builder.Let(Primitive.Convert, number, LowerExpression(o.Operand));
        if (LowerTensorConversion(o) is { } tensor) return tensor;
        if (o.OperatorMethod is { } method && !(TypeOf(o) is StructType { NullableOf: not null } || TypeOf(o.Operand) is StructType { NullableOf: not null }))
        {
            // The implicit conversions between arrays and spans.
            if (TypeMapping.IsSpan(o.Type) && TypeOf(o).IsIndexed && TypeOf(o.Operand).IsIndexed) return View(LowerExpression(o.Operand), TypeOf(o));
            if (TypeOf(o) is ScalarType to && TypeOf(o.Operand) is ScalarType) return Converted(LowerExpression(o.Operand), to, o, o.IsChecked);
            return LowerOperator(Resolved(method, o.ConstrainedToType), o, LowerExpression(o.Operand));
        }
        if (Unboxed(o) is { } boxed) return LowerExpression(boxed);
        IrType type = TypeOf(o);
        if (TypeMapping.IsSpan(o.Type) && TypeOf(o.Operand).IsIndexed) return View(LowerExpression(o.Operand), type);
        Operand operand = LowerExpression(o.Operand);
        if (NullableConversion(operand, type, o, o.IsChecked) is { } nullable) return nullable;
        if (operand is DefaultOf) return new DefaultOf(type);
        if (operand.Type == type) return operand;
        if (type is StructType) return Converted(operand, type, o);
        if (type is ScalarType && operand.Type is ScalarType) return Converted(operand, type, o, o.IsChecked);
        if (type is OpaqueType) return operand.Type.IsIndexed ? operand : _builder.Let(Primitive.Convert, type, operand);
        return LowerOpaque(o);
    }

    private static bool IsDecimal(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Decimal };

    private Operand Converted(Operand operand, IrType type, IOperation? operation = null, bool isChecked = false)
    {
        if (operand.Type == type) return operand;
        // Between tuples: part by part.
        if (operand is Aggregate aggregate && type is StructType s && aggregate.Leaves.Count == s.Leaves.Count)
            return new Aggregate(s, aggregate.Leaves.Select((leaf, i) => Converted(leaf, s.Leaves[i].Type, operation)).ToEquatableArray());
        Value result = _builder.Fresh(type);
        _builder.Append(new Let(result, InContext(isChecked, Primitive.Convert, type), [operand], operation is not null && operand.Type.IsFloat && type.IsInteger ? Site(operation) : -1));
        return result;
    }

    private Operand View(Operand array, IrType type)
    {
        if (array.Type == type) return array;
        Value view = _builder.Fresh(type);
        _builder.Append(new Slice(view, array, null, null));
        _views[view.Id] = array;
        return view;
    }

    private Operand LowerBinary(IBinaryOperation o)
    {
        if (o.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && o.OperatorMethod is null)
            return LowerShortCircuit(o.OperatorKind == BinaryOperatorKind.ConditionalAnd, () => LowerExpression(o.LeftOperand), () => LowerExpression(o.RightOperand));
        if (o.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && NullTest(o) is { } tested)
        {
            Operand value = LowerExpression(tested);
            Operand isNull = AsNullable(value) is { } nullable ? Negated(HasValue(nullable)) : _builder.Let(Primitive.IsNull, IrType.Boolean, value);
            return o.OperatorKind == BinaryOperatorKind.Equals ? isNull : Negated(isNull);
        }
        if (TypeComparison(o) is { } decided) return decided;
        if (o.IsLifted && TypeOf(o.LeftOperand) is StructType { NullableOf: not null })
        {
            Operand a = LowerExpression(o.LeftOperand);
            return LowerLifted(o, a, LowerExpression(o.RightOperand));
        }
        if (TypeOf(o.LeftOperand) is TensorType && TypeOf(o.RightOperand) is TensorType) return LowerTensorBinary(o);
        if (o.OperatorMethod is { } method && (TypeOf(o.LeftOperand) is StructType || TypeOf(o.RightOperand) is StructType || !method.DeclaringSyntaxReferences.IsEmpty))
        {
            Operand first = LowerExpression(o.LeftOperand);
            return LowerOperator(Resolved(method, o.ConstrainedToType), o, first, LowerExpression(o.RightOperand));
        }
        if (!IsNumberOperator(o.OperatorMethod, o.ConstrainedToType) || PrimitiveOf(o.OperatorKind) is not { } op || TypeOf(o.LeftOperand) is not ScalarType || TypeOf(o.RightOperand) is not ScalarType)
            return LowerOpaque(o);
        Operand left = LowerExpression(o.LeftOperand), right = LowerExpression(o.RightOperand);
        return _builder.Let(InContext(o.IsChecked, op, TypeOf(o)), TypeOf(o), left, right);
    }

    private static IOperation? NullTest(IBinaryOperation o) =>
        IsNullLiteral(o.RightOperand) ? o.LeftOperand : IsNullLiteral(o.LeftOperand) ? o.RightOperand : null;

    private static bool IsNullLiteral(IOperation operation) =>
        operation is { ConstantValue: { HasValue: true, Value: null } } || (operation is IConversionOperation c && IsNullLiteral(c.Operand));

    private static Primitive? PrimitiveOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Primitive.Add,
        BinaryOperatorKind.Subtract => Primitive.Subtract,
        BinaryOperatorKind.Multiply => Primitive.Multiply,
        BinaryOperatorKind.Divide => Primitive.Divide,
        BinaryOperatorKind.Remainder => Primitive.Remainder,
        BinaryOperatorKind.Equals => Primitive.Equal,
        BinaryOperatorKind.NotEquals => Primitive.NotEqual,
        BinaryOperatorKind.LessThan => Primitive.Less,
        BinaryOperatorKind.LessThanOrEqual => Primitive.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Primitive.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Primitive.GreaterOrEqual,
        BinaryOperatorKind.And => Primitive.And,
        BinaryOperatorKind.Or => Primitive.Or,
        BinaryOperatorKind.ExclusiveOr => Primitive.Xor,
        BinaryOperatorKind.LeftShift => Primitive.ShiftLeft,
        BinaryOperatorKind.RightShift => Primitive.ShiftRight,
        BinaryOperatorKind.UnsignedRightShift => Primitive.UnsignedShiftRight,
        _ => null,
    };

    private Operand LowerUnary(IUnaryOperation o)
    {
        if (o.IsLifted && TypeOf(o.Operand) is StructType { NullableOf: not null } && AsNullable(LowerExpression(o.Operand)) is { } lifted) return LowerLifted(o, lifted);
        if (TypeOf(o.Operand) is TensorType) return LowerTensorUnary(o);
        if (o.OperatorMethod is { } method && (TypeOf(o.Operand) is StructType || !method.DeclaringSyntaxReferences.IsEmpty)) return LowerOperator(Resolved(method, o.ConstrainedToType), o, LowerExpression(o.Operand));
        if (!IsNumberOperator(o.OperatorMethod, o.ConstrainedToType) || TypeOf(o) is not ScalarType) return LowerOpaque(o);
        Operand operand = LowerExpression(o.Operand);
        return o.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus => _builder.Let(InContext(o.IsChecked, Primitive.Negate, TypeOf(o)), TypeOf(o), operand),
            UnaryOperatorKind.Not when operand.Type == IrType.Boolean => Negated(operand),
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => _builder.Let(Primitive.Complement, TypeOf(o), operand),
            _ => Unsupported(o, $"the operator {o.OperatorKind}", "write it out"),
        };
    }
}
