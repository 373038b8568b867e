using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Values of type <c>Index</c> and <c>Range</c>: positions that are resolved where they meet an array or span.</summary>
internal sealed partial class MethodLowering
{
    private readonly Dictionary<ISymbol, RangePosition> _positions = new(SymbolEqualityComparer.Default);

    /// <summary><c>3</c> or <c>^1</c>, evaluated.</summary>
    private sealed record Position(Operand Offset, bool IsFromEnd);

    /// <summary><c>1..^1</c>, evaluated; an index is a range without an end.</summary>
    private sealed record RangePosition(Position Start, Position? End);

    /// <summary>A local of type <c>Index</c> or <c>Range</c>: it stands for what it is initialised with, and cannot be assigned.</summary>
    private bool DeclarePosition(ILocalSymbol local, IOperation initializer)
    {
        if (!IsPosition(local.Type) || PositionOf(initializer) is not { } position) return false;
        _positions[local] = position;
        return true;
    }

    private static bool IsPosition(ITypeSymbol? type) => type is { Name: "Index" or "Range", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>What an expression of type <c>Index</c> or <c>Range</c>, or an integer, stands for; null if that cannot be told.</summary>
    private RangePosition? PositionOf(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local } when _positions.TryGetValue(local, out RangePosition? known): return known;
            case IParenthesizedOperation o: return PositionOf(o.Operand);
            case IConversionOperation { Type.Name: "Index" } o: return PositionOf(o.Operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } o: return new(new(LowerExpression(o.Operand), true), null);
            case IRangeOperation o:
                Position? start = o.LeftOperand is null ? new(Constant.Of(0), false) : PositionOf(o.LeftOperand)?.Start;
                Position? end = o.RightOperand is null ? new(Constant.Of(0), true) : PositionOf(o.RightOperand)?.Start;
                return start is null || end is null ? null : new(start, end);
            case { Type.SpecialType: SpecialType.System_Int32 }: return new(new(LowerExpression(operation), false), null);
            default: return null;
        }
    }

    private Operand Resolve(Position position, Operand array) => !position.IsFromEnd ? position.Offset
        : position.Offset is Constant { Bits: 0 } ? _builder.Length(array)
        : _builder.Let(Primitive.Subtract, IrType.Int32, _builder.Length(array), position.Offset);
}
