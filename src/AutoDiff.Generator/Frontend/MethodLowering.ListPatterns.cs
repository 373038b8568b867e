using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>List patterns on arrays and spans: <c>x is [var first, .., &gt; 0]</c>.</summary>
internal sealed partial class MethodLowering
{
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
                : LowerPattern(pattern.Patterns[position], _builder.Load(list, slice >= 0 && position > slice ? FromEnd(position) : Constant.Of(position))));
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
