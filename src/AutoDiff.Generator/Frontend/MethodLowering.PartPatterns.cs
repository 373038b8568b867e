using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Patterns with parts: list patterns on arrays and spans, property and positional patterns on structs and tuples.</summary>
internal sealed partial class MethodLowering
{
    // p is { X: > 0, Y: var y }, p is (> 0, var y): of records and tuples the parts in order.
    private Operand LowerStructPattern(IRecursivePatternOperation pattern, Aggregate whole)
    {
        if (StructOf(pattern.MatchedType) is not { } layout) return Unsupported(pattern, "this pattern", "test the parts one by one");
        List<(StructLayout.Member? Member, IPatternOperation Pattern)> parts =
        [
            .. pattern.DeconstructionSubpatterns.Select((p, i) => (Positional(i), p)),
            .. pattern.PropertySubpatterns.Select(p => (p.Member is IMemberReferenceOperation { Member: var member } ? layout.Find(member) : null, p.Pattern)),
        ];
        Operand all = Constant.Of(true);
        foreach ((StructLayout.Member? member, IPatternOperation inner) in parts)
        {
            if (member is null) return Unsupported(inner, "the pattern of a computed property", "test it by itself");
            Operand before = all;
            all = LowerShortCircuit(true, () => before, () => LowerPattern(inner, PartOf(whole, member)));
        }
        return all;

        StructLayout.Member? Positional(int i) => pattern.DeconstructSymbol switch
        {
            null => i < layout.Members.Count ? layout.Members[i] : null,
            IMethodSymbol { ContainingType.IsRecord: true, IsImplicitlyDeclared: true } deconstruct => layout.Members.FirstOrDefault(m => m.Name == deconstruct.Parameters[i].Name),
            _ => null,
        };
    }

    // x is [var first, .., > 0]
    private Operand LowerListPattern(IListPatternOperation pattern, Operand list)
    {
        int slice = pattern.Patterns.IndexOf(pattern.Patterns.FirstOrDefault(p => p is ISlicePatternOperation)!);
        int fixedCount = pattern.Patterns.Length - (slice < 0 ? 0 : 1);
        Value? length = null;
        Operand all = LowerShortCircuit(true, () => IsThere(list), () =>
        {
            length = _builder.Length(list);
            return _builder.Let(slice < 0 ? Primitive.Equal : Primitive.GreaterOrEqual, IrType.Boolean, length, Constant.Of(fixedCount));
        });
        for (int i = 0; i < pattern.Patterns.Length; i++)
        {
            (Operand before, int position) = (all, i);
            if (pattern.Patterns[i] is IDiscardPatternOperation or ISlicePatternOperation { Pattern: null or IDiscardPatternOperation }) continue;
            all = LowerShortCircuit(true, () => before, () => pattern.Patterns[position] is ISlicePatternOperation { Pattern: { } inner }
                ? LowerPattern(inner, Slice(position))
                : LowerPattern(pattern.Patterns[position], Read(ElementAt(list, [slice >= 0 && position > slice ? FromEnd(position) : Constant.Of(position)]))));
        }
        return all;

        Operand FromEnd(int position) => _builder.Let(Primitive.Subtract, IrType.Int32, _builder.Length(list), Constant.Of(pattern.Patterns.Length - position));

        // Of an array a copy, of a span a view, as a range gives it.
        Operand Slice(int position)
        {
            Operand count = _builder.Let(Primitive.Subtract, IrType.Int32, _builder.Length(list), Constant.Of(fixedCount));
            Operand view = SliceOf(list, Constant.Of(position), count);
            return list.Type is ArrayType array ? Copy(view, array) : view;
        }
    }
}
