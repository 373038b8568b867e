using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimize;

internal sealed partial class Simplify
{
    private void RewriteLet(Let let, List<Statement> output)
    {
        if (ConstantFolding.Fold(let.Op, let.Result.Type, let.Arguments) is { } constant)
        {
            Forward(let.Result, constant);
            return;
        }
        Operand? same = SameAs(let);
        if (same is not null && same.Type == let.Result.Type)
        {
            Forward(let.Result, same);
            return;
        }
        if (Better(let) is { } better)
        {
            RewriteLet(better, output);
            return;
        }
        if (PullNegation(let) is { } product)
        {
            Value positive = Fresh(let.Result.Type);
            RewriteLet(let with { Result = positive, Arguments = product.ToArray() }, output);
            RewriteLet(new(let.Result, Primitive.Negate, [Map(positive)]), output);
            return;
        }
        Emit(let, output);
    }

    // The operand that the expression always equals, if there is one.
    private Operand? SameAs(Let let)
    {
        Operand x = let.Arguments[0], y = let.Arguments.Count > 1 ? let.Arguments[1] : x;
        bool isFloat = let.Result.Type.IsContinuous, isInteger = let.Result.Type.IsInteger, isBoolean = let.Result.Type == IrType.Boolean;
        switch (let.Op.Name)
        {
            case "Add":
                if (IsNeutral(y, isFloat)) return x;
                return IsNeutral(x, isFloat) ? y : null;
            case "Subtract":
                if (y is Constant { IsZero: true }) return x;
                return isInteger && x.Equals(y) ? Constant.Of(0, let.Result.Type) : null;
            case "Multiply":
                if (y is Constant { IsOne: true }) return x;
                if (x is Constant { IsOne: true }) return y;
                return isInteger ? (x as Constant)?.IsZero == true ? x : (y as Constant)?.IsZero == true ? y : null : null;
            case "Divide": return y is Constant { IsOne: true } ? x : null;
            case "Pow":
                if (y is Constant exponent && exponent.IsOne) return x;
                return y is Constant { IsZero: true } && let.Result.Type is ScalarType ? Constant.Of(1.0, let.Result.Type) : null;
            case "Negate" or "Not" or "Complement": return Argument(x, let.Op);
            // Of a real number it is that number.
            case "Complex.Conjugate": return Argument(x, let.Op) ?? (Argument(x, Primitive.Convert) is { Type.IsComplex: false } ? x : null);
            case "And":
                if (x.Equals(y)) return x;
                return isBoolean ? x is Constant a ? a.IsTrue ? y : a : y is Constant b ? b.IsTrue ? x : b : null : null;
            case "Or":
                if (x.Equals(y)) return x;
                return isBoolean ? x is Constant c ? c.IsTrue ? c : y : y is Constant d ? d.IsTrue ? d : x : null : null;
            case "Equal" or "LessOrEqual" or "GreaterOrEqual" when x.Equals(y) && !x.Type.IsFloat && x.Type is ScalarType: return Constant.Of(true);
            case "NotEqual" when x.Equals(y) && !x.Type.IsFloat && x.Type is ScalarType: return Constant.Of(false);
            case "Less" or "Greater" when x.Equals(y) && let.Result.Type is ScalarType: return Constant.Of(false);
            case "Guard" when x is Constant factor && let.Result.Type is ScalarType: return factor.AsDouble == 0 ? Constant.Of(0.0, let.Result.Type) : let.Arguments[2];
            case "Select":
                Operand z = let.Arguments[2];
                if (x is Constant condition) return condition.IsTrue ? y : z;
                if (y.Equals(z)) return y;
                return isBoolean && y is Constant { IsTrue: true } && z is Constant { IsTrue: false } ? x : null;
            case "Convert":
                if (x.Type == let.Result.Type) return x;
                return Widened(x);
            case "IsNull": return x is DefaultOf ? Constant.Of(true) : DefinitionOf(x) is Allocate ? Constant.Of(false) : null;
            default: return null;
        }
    }

    // The same value by an operation that is cheaper or easier to read.
    private Let? Better(Let let)
    {
        Operand x = let.Arguments[0], y = let.Arguments.Count > 1 ? let.Arguments[1] : x;
        bool isFloat = let.Result.Type.IsFloat;
        Let With(Primitive op, params Operand[] arguments) => let with { Op = op, Arguments = arguments };
        switch (let.Op.Name)
        {
            case "Add":
                if (Argument(y, Primitive.Negate) is { } subtracted) return With(Primitive.Subtract, x, subtracted);
                if (Argument(x, Primitive.Negate) is { } first) return With(Primitive.Subtract, y, first);
                return let.Result.Type is ScalarType { Kind: ScalarKind.Single or ScalarKind.Double } && x.Equals(y) ? With(Primitive.Multiply, Constant.Number(2, let.Result.Type), x) : null;
            case "Subtract":
                return Argument(y, Primitive.Negate) is { } added ? With(Primitive.Add, x, added) : null;
            case "Multiply" or "Divide":
                if (IsMinusOne(y)) return With(Primitive.Negate, x);
                if (let.Op.Equals(Primitive.Multiply) && IsMinusOne(x)) return With(Primitive.Negate, y);
                return Argument(x, Primitive.Negate) is { } a && Argument(y, Primitive.Negate) is { } b ? With(let.Op, a, b) : null;
            case "Not" when DefinitionOf(x) is Let { Op.IsComparison: true } comparison && Opposite(comparison) is { } opposite:
                return With(opposite, comparison.Arguments[0], comparison.Arguments[1]);
            case "Select":
                if (Argument(x, Primitive.Not) is { } condition) return With(Primitive.Select, condition, let.Arguments[2], y);
                Operand otherwise = let.Arguments[2];
                if (Choice(y, x) is { } inTrue) return With(Primitive.Select, x, inTrue.Arguments[1], otherwise);
                if (Choice(otherwise, x) is { } inFalse) return With(Primitive.Select, x, y, inFalse.Arguments[2]);
                bool isNot = let.Result.Type == IrType.Boolean && y is Constant { IsTrue: false } && otherwise is Constant { IsTrue: true };
                return isNot ? With(Primitive.Not, x) : null;
            case "Convert":
                return Widened(x) is { } original ? With(Primitive.Convert, original) : null;
            default: return null;
        }
    }

    // What was chosen by the same condition before.
    private Let? Choice(Operand operand, Operand condition) =>
        DefinitionOf(operand) is Let { Op: var op } choice && op == Primitive.Select && choice.Arguments[0].Equals(condition) ? choice : null;

    // (-a) * b = -(a * b), rounding is symmetric: where the negation is of no other use, so that it can meet a sum or an accumulation.
    private Operand[]? PullNegation(Let let)
    {
        if (!let.Result.Type.IsFloat || !(let.Op.Equals(Primitive.Multiply) || let.Op.Equals(Primitive.Divide))) return null;
        Operand x = let.Arguments[0], y = let.Arguments[1];
        if (IsOnlyHere(x) && Argument(x, Primitive.Negate) is { } left) return [left, y];
        return IsOnlyHere(y) && Argument(y, Primitive.Negate) is { } right ? [x, right] : null;
    }

    // What was converted to the operand without loss.
    private Operand? Widened(Operand operand) =>
        Argument(operand, Primitive.Convert) is { } original && ConstantFolding.IsLossless(original.Type, operand.Type) ? original : null;

    private bool IsOnlyHere(Operand operand) => operand is Value { Name: null } value && (!_uses.TryGetValue(value.Id, out int uses) || uses == 1);

    private Operand? Argument(Operand operand, Primitive op) => DefinitionOf(operand) is Let let && let.Op.Equals(op) ? let.Arguments[0] : null;

    // What may be added with no change: 0 to an integer, −0 to a float.
    private static bool IsNeutral(Operand operand, bool isFloat) =>
        operand is Constant constant && (isFloat ? constant.AsDouble == 0 && !constant.IsZero : constant.IsZero);

    private static bool IsMinusOne(Operand operand) => operand is Constant { Scalar.IsFloat: true } constant && constant.AsDouble == -1;

    // The opposite of a < b is a >= b for integers only: with NaN both are false.
    private static Primitive? Opposite(Let comparison)
    {
        if (comparison.Op.Equals(Primitive.Equal)) return Primitive.NotEqual;
        if (comparison.Op.Equals(Primitive.NotEqual)) return Primitive.Equal;
        if (!comparison.Arguments[0].Type.IsInteger) return null;
        return comparison.Op.Symbol switch
        {
            "<" => Primitive.GreaterOrEqual,
            "<=" => Primitive.Greater,
            ">" => Primitive.LessOrEqual,
            _ => Primitive.Less,
        };
    }
}
