using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Values of type <c>Index</c> and <c>Range</c>: positions that are resolved where they meet an array or span.</summary>
internal sealed partial class MethodLowering
{
    private readonly Dictionary<ISymbol, RangePosition> _positions = new(SymbolEqualityComparer.Default);

    /// <summary><c>1..^1</c>, evaluated: both ends for an array. An index, <c>3</c> or <c>^1</c>, is a range without an end.</summary>
    private sealed record RangePosition(Func<Operand, Operand> Start, Func<Operand, Operand>? End = null);

    /// <summary>A local of type <c>Index</c> or <c>Range</c>: it stands for what it is initialised with, and cannot be assigned.</summary>
    private bool DeclarePosition(ILocalSymbol local, IOperation initializer)
    {
        if (!IsPosition(local.Type)) return false;
        _positions[local] = PositionOf(initializer);
        return true;
    }

    private static bool IsPosition(ITypeSymbol? type) => type is { Name: "Index" or "Range", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>What an expression of type <c>Index</c> or <c>Range</c>, or an integer, stands for.</summary>
    private RangePosition PositionOf(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local } when _positions.TryGetValue(local, out RangePosition? known): return known;
            case IParenthesizedOperation o: return PositionOf(o.Operand);
            case IConversionOperation { Type.Name: "Index" } o: return PositionOf(o.Operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } o:
                Operand fromEnd = LowerExpression(o.Operand);
                return new(array => _builder.Let(Primitive.Subtract, IrType.Int32, _builder.Length(array), fromEnd));
            case IRangeOperation o:
                RangePosition? start = o.LeftOperand is null ? null : PositionOf(o.LeftOperand), end = o.RightOperand is null ? null : PositionOf(o.RightOperand);
                return new(start?.Start ?? (_ => Constant.Of(0)), end?.Start ?? (array => _builder.Length(array)));
            case { Type.SpecialType: SpecialType.System_Int32 }:
                Operand offset = LowerExpression(operation);
                return new(_ => offset);
            default:
                // Of a value that comes from elsewhere .NET tells the position.
                Operand value = LowerExpression(operation);
                return operation.Type is { Name: "Range" } ? new(array => Offset(array, "{0}.Start.GetOffset"), array => Offset(array, "{0}.End.GetOffset")) : new(array => Offset(array, "{0}.GetOffset"));

                Operand Offset(Operand array, string method)
                {
                    Value position = _builder.Fresh(IrType.Int32);
                    _builder.Append(new Invoke(position, method, new[] { value, _builder.Length(array) }, Site(operation)));
                    return position;
                }
        }
    }
}
