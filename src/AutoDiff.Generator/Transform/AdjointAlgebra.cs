using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Arithmetic on cotangents as a person would write it: products with 1 vanish, signs move out, a quotient stays a quotient
/// (ȳ · (1/d) is written ȳ/d). Only for derivative code: the primal's arithmetic is never touched.
/// </summary>
internal sealed partial class AdjointAlgebra(IrBuilder builder)
{
    public Operand Add(Operand a, Operand b)
    {
        if (IsZero(a)) return b;
        if (IsZero(b)) return a;
        // Of the parts of one complex number.
        if (_parts.TryGetValue(a, out (Operand Real, Operand Imaginary) first) && _parts.TryGetValue(b, out (Operand Real, Operand Imaginary) second) && a.Type is ScalarType && Disjoint(first.Real, second.Real) && Disjoint(first.Imaginary, second.Imaginary))
            return Apply(ComplexRules.ToComplex, a.Type, Add(first.Real, second.Real), Add(first.Imaginary, second.Imaginary));
        return IsOptional(a) || IsOptional(b) ? AddOptional(a, b) : builder.Let(Primitive.Add, a.Type, a, b);
    }

    private readonly Dictionary<Operand, (Operand Real, Operand Imaginary)> _parts = [];

    private static bool Disjoint(Operand a, Operand b) => IsZero(a) || IsZero(b);

    public Operand Negate(Operand a) => a is Constant constant ? Constant.Of(-constant.AsDouble, a.Type) : builder.Let(Primitive.Negate, a.Type, a);

    /// <summary>In another type: of a complex number the real part where that is asked for. So it is the transpose of the conversion back.</summary>
    public Operand Convert(Operand a, IrType type)
    {
        if (a.Type == type) return a;
        return a.Type.IsComplex && !type.IsComplex ? Convert(Apply(ComplexRules.Real, a.Type.Scalar.RealPart, a), type) : builder.Let(Primitive.Convert, type, a);
    }

    /// <summary>What the atoms of a partial of an operation stand for.</summary>
    /// <param name="Let">The operation of the primal.</param>
    /// <param name="Get">Gives a primal value here.</param>
    /// <param name="Known">The primal value of a part of the partial, if the primal has computed it.</param>
    internal sealed record Atoms(Let Let, Func<Operand, Operand> Get, Func<Expression.Apply, Operand?> Known)
    {
        /// <summary>Of a pullback or pushforward.</summary>
        public Operand? Seed { get; init; }

        /// <summary>True for what a cotangent is multiplied with: of complex numbers it is the conjugate, since ⟨s, a·ż⟩ = Re(s̅·a·ż) = ⟨a̅·s, ż⟩.</summary>
        public bool IsConjugated { get; init; }
    }

    /// <summary>partial · cotangent, null if it is zero.</summary>
    public Operand? Scale(Operand cotangent, Expression partial, Atoms atoms)
    {
        IrType type = cotangent.Type, number = type.Scalar;
        switch (partial)
        {
            case Expression.Number { Value: 0 }: return null;
            case Expression.Number { Value: 1 }: return cotangent;
            case Expression.Number { Value: -1 }: return Negate(cotangent);
            case Expression.Apply { Op.Name: "Negate" } negate:
                return Scale(cotangent, negate.Arguments[0], atoms) is { } product ? Negate(product) : null;
            case Expression.Apply { Op.Name: "Divide" } quotient:
                // ȳ/d once for all that is divided by d: of Ω = x/y both x̄ = ȳ/y and −Ω·(ȳ/y).
                if (quotient.Arguments[0] is not Expression.Number && type is ScalarType && !type.IsComplex)
                    return Scale(Apply(Primitive.Divide, number, cotangent, Instantiate(quotient.Arguments[1], type, atoms)), quotient.Arguments[0], atoms);
                if (Scale(cotangent, quotient.Arguments[0], atoms) is not { } dividend) return null;
                return Apply(Primitive.Divide, number, dividend, Transposed(Instantiate(quotient.Arguments[1], type, atoms), atoms));
            case Expression.Apply { Op.Name: "Select" } choice:
                Operand condition = Condition(choice.Arguments[0], type, atoms);
                Operand whenTrue = Scale(cotangent, choice.Arguments[1], atoms) ?? Zero(number);
                Operand whenFalse = Scale(cotangent, choice.Arguments[2], atoms) ?? Zero(number);
                return Apply(Primitive.Select, number, condition, whenTrue, whenFalse);
            default:
                Operand slope = Instantiate(partial, type, atoms);
                return slope is Constant { AsDouble: 0 } ? null : Apply(Primitive.Multiply, number, Transposed(slope, atoms), cotangent);
        }
    }

    // What a cotangent is multiplied with.
    private Operand Transposed(Operand factor, Atoms atoms) =>
        atoms.IsConjugated && factor is Value { Type.IsComplex: true } ? Apply(ComplexRules.Conjugate, factor.Type.Scalar, factor) : factor;

    /// <summary>The term partial · factor, but zero where the factor is: 0 · ∞ must not become NaN. Not selected means no contribution; what does not move passes nothing on.</summary>
    public Operand Guard(Operand factor, Expression partial, Operand term, Atoms atoms)
    {
        if (term.Type is TensorType && factor.Type is not TensorType) factor = builder.Let(Primitive.Convert, term.Type, factor);
        Operand slope = Scale(Constant.Of(1.0, factor.Type.Scalar), partial, atoms) ?? Zero(factor.Type.Scalar);
        return builder.Let(Primitive.Guard, factor.Type, factor, slope, term);
    }

    /// <summary>What a partial chooses by: a Boolean, or one for each element of the tensors.</summary>
    public Operand Condition(Expression condition, IrType type, Atoms atoms) => Instantiate(condition, atoms.Let.IsOfTensors ? type : IrType.Boolean, atoms);

    /// <summary>The expression as IR, its numbers in the given type.</summary>
    public Operand Instantiate(Expression expression, IrType type, Atoms atoms)
    {
        if (atoms.Let.IsOfTensors || atoms.Seed is not null) return InstantiateTensor(expression, type.Scalar, atoms);
        switch (expression)
        {
            case Expression.Argument a: return atoms.Get(atoms.Let.Arguments[a.Index]);
            case Expression.Result: return atoms.Get(atoms.Let.Result);
            case Expression.Number n: return Constant.Of(n.Value, type);
            case Expression.Apply { Op: var op } apply:
                if (atoms.Known(apply) is { } known) return known;
                bool compares = op.IsComparison;
                IrType operandType = compares ? TypeOf(apply, atoms) : type;
                Operand[] operands = [.. apply.Arguments.Select((a, i) => Instantiate(a, op == Primitive.Select && i == 0 ? IrType.Boolean : operandType, atoms))];
                return builder.Let(op, compares || (type == IrType.Boolean && op != Primitive.Select) ? IrType.Boolean : type, operands);
            default: throw new UnreachableException();
        }
    }

    /// <summary>The cotangent or tangent of a value: of a tensor null, since its shape is not known.</summary>
    public static Operand Zero(IrType type) => type is TensorType ? new DefaultOf(type) : Constant.Of(0.0, type);

    /// <summary>The cotangent or tangent of what need not be a number.</summary>
    public static Operand ZeroOf(IrType type) => type.IsFloat ? Zero(type) : new DefaultOf(type);

    public static bool IsZero(Operand operand) => operand is Constant { AsDouble: 0 } or DefaultOf { DefaultType: TensorType };

    // The type in which a comparison compares: that of the first atom in it.
    private static IrType TypeOf(Expression expression, Atoms atoms) => Atom(expression) switch
    {
        Expression.Argument a => atoms.Let.Arguments[a.Index].Type,
        Expression.Result => atoms.Let.Result.Type,
        _ => IrType.Double,
    };

    private static Expression? Atom(Expression expression) => expression switch
    {
        Expression.Argument or Expression.Result => expression,
        Expression.Apply apply => apply.Arguments.Select(Atom).FirstOrDefault(a => a is not null),
        _ => null,
    };
}
