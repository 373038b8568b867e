using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Integer operations with an overflow check. Around them arithmetic wraps: what stands inside <c>checked(…)</c> as an operand says so where that makes a difference.
/// </summary>
internal sealed partial class ExpressionWriter
{
    private Term WriteChecked(Let s)
    {
        string symbol = s.Op.InUnchecked.Symbol;
        // The compiler folds literals, and would reject an overflow.
        string first = s.Arguments.All(IsConstant) ? $"{Type(s.Arguments[0].Type)}.Max({Typed(s.Arguments[0])}, {Typed(s.Arguments[0])})" : "";
        Term x = first.Length > 0 ? new(first, Precedence.Primary) : CheckedOperand(s.Arguments[0]);
        if (s.Op.Arity == 1)
        {
            string prefix = s.Op.Equals(Primitive.ConvertChecked) ? $"({Type(s.Result.Type)})" : symbol;
            return new(prefix + (x.Text[0] is '-' or '+' ? $"({x.Text})" : x.In(Precedence.Unary)), Precedence.Unary);
        }
        int precedence = Precedence.Of(symbol);
        Term y = CheckedOperand(s.Arguments[1]);
        return new($"{x.In(precedence)} {symbol} {(y.Text[0] == '-' ? $"({y.Text})" : y.In(precedence + 1))}", precedence);
    }

    private Term CheckedOperand(Operand operand)
    {
        if (operand is not Value value || !inlining.IsInlined(value)) return Write(operand);
        if (tree.Definitions[value.Id]!.Statement is Let { Op.Notation: Notation.Checked } inner && Creation(inner) is null) return WriteChecked(inner);
        return Wraps(operand) ? new($"unchecked({Typed(operand)})", Precedence.Primary) : Write(operand);
    }

    // An integer operation anywhere in the operand's text that would be checked too.
    private bool Wraps(Operand operand) => operand is Value value && inlining.IsInlined(value) && tree.Definitions[value.Id]!.Statement switch
    {
        Let { Op.Notation: Notation.Infix, Result.Type.IsInteger: true, Op.Symbol: "+" or "-" or "*" } or Let { Op.Symbol: "-", Op.Arity: 1, Result.Type.IsInteger: true } => true,
        Let { Op.Notation: Notation.Cast, Result.Type.IsInteger: true } s => !Conversions.IsImplicit(s.Arguments[0].Type, s.Result.Type) || Wraps(s.Arguments[0]),
        Statement s => s.Uses().Any(Wraps),
    };
}
