using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
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
            case IParameterReferenceOperation o: return ReadSymbol(o.Parameter, o);
            case IFieldReferenceOperation o: return LowerField(o);
            case IPropertyReferenceOperation o: return LowerProperty(o);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation: return LowerElement(operation);
            case IConversionOperation o: return LowerConversion(o);
            case IBinaryOperation o: return LowerBinary(o);
            case IUnaryOperation o: return LowerUnary(o);
            case IConditionalOperation { WhenFalse: { } otherwise } o:
                return LowerChoice(LowerExpression(o.Condition), TypeOf(o), () => LowerExpression(o.WhenTrue), () => LowerExpression(otherwise));
            case ISwitchExpressionOperation o: return LowerSwitchExpression(o);
            case IIsPatternOperation o: return LowerPattern(o.Pattern, LowerExpression(o.Value));
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation: return LowerAssignment(operation);
            case IInvocationOperation o: return LowerInvocation(o);
            case IArrayCreationOperation o: return LowerArrayCreation(o);
            case ICollectionExpressionOperation o: return LowerCollection(o);
            case IDefaultValueOperation o: return Variable.ZeroOf(TypeOf(o));
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } o: return new DefaultOf(TypeOf(o));
            case IThrowOperation o:
                LowerThrow(o);
                return Variable.ZeroOf(TypeOf(o));
            case { Kind: OperationKind.None, Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ImplicitStackAllocArrayCreationExpressionSyntax }:
                return LowerStackAllocation(operation);
            case IInvalidOperation:
                _isInvalid = true;
                return Variable.ZeroOf(TypeOf(operation));
            default: return LowerOpaque(operation);
        }
    }

    private static IrType TypeOf(IOperation operation) => operation.Type is { } type ? TypeMapping.Map(type) : IrType.Int32;

    /// <summary>A constant as an operand: numbers, characters and Booleans.</summary>
    private static Operand? LiteralOf(object? value, ITypeSymbol? type)
    {
        if (value is null || type is null || TypeMapping.Map(type) is not ScalarType scalar) return null;
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
        if (_places.TryGetValue(symbol, out Place? place) && place is VariablePlace { Variable: var variable } && _values.TryGetValue(variable, out Operand? value)) return value;
        return _functions.ContainsKey(symbol)
            ? Unsupported(operation, "a delegate as a value", "call it where it is declared")
            : Unsupported(operation, $"the variable '{symbol.Name}' of an enclosing method", "pass it as an argument");
    }

    private Operand LowerField(IFieldReferenceOperation o)
    {
        if (o.Instance is not null || !o.Field.IsStatic) return LowerOpaque(o);
        bool isFloat = TypeMapping.IsDifferentiable(o.Field.Type);
        if (isFloat && (!o.Field.IsReadOnly || TypeMapping.Map(o.Field.Type).IsMemory))
        {
            if (!o.Field.IsReadOnly) _problems.Add(new(ProblemKind.MutableState, [o.Field.ToDisplayString()], o.Syntax.GetLocation()));
        }
        return ReadConstant(o.Field, $"({TypeMapping.Text(o.Field.ContainingType)}.{o.Field.Name})", TypeOf(o), o.Field.IsReadOnly, o);
    }

    // A static readonly field is read once, on entry.
    private Value ReadConstant(ISymbol symbol, string text, IrType type, bool isConstant, IOperation operation)
    {
        if (isConstant && _namedConstants.TryGetValue(symbol, out Value? known)) return known;
        Value value = _builder.Fresh(type, symbol.Name);
        Invoke read = new(value, text, Array.Empty<Operand>(), Site(operation));
        if (isConstant) _entry.Add(read);
        else _builder.Append(read);
        if (isConstant) _namedConstants[symbol] = value;
        return value;
    }

    private Operand LowerProperty(IPropertyReferenceOperation o)
    {
        if (o.Instance is { Type: { } owner } instance && (owner is IArrayTypeSymbol || TypeMapping.IsSpan(owner)) && TypeMapping.Map(owner).IsMemory)
        {
            switch (o.Property.Name)
            {
                case "Length": return _builder.Length(LowerExpression(instance));
                case "LongLength": return Converted(_builder.Length(LowerExpression(instance)), IrType.Int64);
                case "IsEmpty": return _builder.Let(Primitive.Equal, IrType.Boolean, _builder.Length(LowerExpression(instance)), Constant.Of(0));
                case "Rank": return Constant.Of(((IArrayTypeSymbol)owner).Rank);
                default: if (o.Property.IsIndexer) return LowerElement(o); break;
            }
        }
        return LowerOpaque(o);
    }

    // ---- Operators ----

    private Operand LowerConversion(IConversionOperation o)
    {
        if (o.OperatorMethod is { } method)
        {
            // The implicit conversions between arrays and spans.
            if (TypeMapping.IsSpan(o.Type) && TypeOf(o).IsMemory && TypeOf(o.Operand).IsMemory) return View(LowerExpression(o.Operand), TypeOf(o));
            return Unsupported(o, $"the user-defined conversion '{method.Name}'", "compute with double");
        }
        if (o.IsChecked && TypeOf(o).IsInteger) return Unsupported(o, "a checked conversion", "use unchecked, or check the range with an if");
        IrType type = TypeOf(o);
        if (TypeMapping.IsSpan(o.Type) && TypeOf(o.Operand).IsMemory) return View(LowerExpression(o.Operand), type);
        Operand operand = LowerExpression(o.Operand);
        if (operand is DefaultOf) return new DefaultOf(type);
        if (operand.Type == type) return operand;
        if (type is ScalarType && operand.Type is ScalarType) return Converted(operand, type, o);
        if (type is OpaqueType) return _builder.Let(Primitive.Convert, type, operand);
        return LowerOpaque(o);
    }

    private Operand Converted(Operand operand, IrType type, IOperation? operation = null)
    {
        if (operand.Type == type) return operand;
        Value result = _builder.Fresh(type);
        _builder.Append(new Let(result, Primitive.Convert, [operand], operation is not null && operand.Type.IsFloat && type.IsInteger ? Site(operation) : -1));
        return result;
    }

    private Operand View(Operand array, IrType type)
    {
        if (array.Type == type) return array;
        Value view = _builder.Fresh(type);
        _builder.Append(new Slice(view, array, null, null));
        return view;
    }

    private Operand LowerBinary(IBinaryOperation o)
    {
        if (o.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && o.OperatorMethod is null)
            return LowerShortCircuit(o.OperatorKind == BinaryOperatorKind.ConditionalAnd, () => LowerExpression(o.LeftOperand), () => LowerExpression(o.RightOperand));
        if (o.IsChecked && TypeOf(o).IsInteger) return Unsupported(o, "checked arithmetic", "use unchecked");
        if (o.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && NullTest(o) is { } tested)
        {
            Operand isNull = _builder.Let(Primitive.IsNull, IrType.Boolean, LowerExpression(tested));
            return o.OperatorKind == BinaryOperatorKind.Equals ? isNull : _builder.Let(Primitive.Not, IrType.Boolean, isNull);
        }
        if (o.OperatorMethod is not null || PrimitiveOf(o.OperatorKind) is not { } op || TypeOf(o.LeftOperand) is not ScalarType || TypeOf(o.RightOperand) is not ScalarType) return LowerOpaque(o);
        Operand left = LowerExpression(o.LeftOperand), right = LowerExpression(o.RightOperand);
        return _builder.Let(op, TypeOf(o), left, right);
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
        if (o.IsChecked && TypeOf(o).IsInteger) return Unsupported(o, "checked arithmetic", "use unchecked");
        if (o.OperatorMethod is not null || TypeOf(o) is not ScalarType) return LowerOpaque(o);
        Operand operand = LowerExpression(o.Operand);
        return o.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus => _builder.Let(Primitive.Negate, TypeOf(o), operand),
            UnaryOperatorKind.Not when operand.Type == IrType.Boolean => _builder.Let(Primitive.Not, IrType.Boolean, operand),
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => _builder.Let(Primitive.Complement, TypeOf(o), operand),
            _ => Unsupported(o, $"the operator {o.OperatorKind}", "write it out"),
        };
    }
}
