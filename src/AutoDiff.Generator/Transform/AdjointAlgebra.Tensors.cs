using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>The same on tensors: where numbers stand beside them, they are of rank 0. A cotangent that may be zero is null then: no shape is needed for it.</summary>
internal sealed partial class AdjointAlgebra
{
    private readonly HashSet<int> _optional = [];

    /// <summary>True for the cotangent of a tensor that may be null, which is zero.</summary>
    public bool IsOptional(Operand cotangent) => cotangent is DefaultOf { DefaultType: TensorType } || (cotangent is Value value && _optional.Contains(value.Id));

    /// <summary>Marks those that may be null: what leaves a branch or a loop.</summary>
    public void MarkOptional(IEnumerable<Value> cotangents) => _optional.UnionWith(cotangents.Where(c => c.Type is TensorType).Select(c => c.Id));

    private Operand AddOptional(Operand a, Operand b)
    {
        Value sum = builder.Let(TensorRules.AddTerms, a.Type, a, b);
        if (IsOptional(a) && IsOptional(b)) MarkOptional([sum]);
        return sum;
    }

    private Operand InstantiateTensor(Expression expression, IrType element, Atoms atoms)
    {
        switch (expression)
        {
            case Expression.Argument a: return Read(atoms.Get(atoms.Let.Arguments[a.Index]));
            case Expression.Result: return Read(atoms.Get(atoms.Let.Result));
            case Expression.Seed: return atoms.Seed ?? throw new UnreachableException("a partial is no pullback");
            case Expression.Number n: return Constant.Of(n.Value, element);
            case Expression.Truth t: return Constant.Of(t.Value);
            case Expression.Ordinal o: return Constant.Of(o.Value);
            case Expression.Apply apply:
                if (atoms.Known(apply) is { } known) return Read(known);
                IrType inner = ComplexRules.ElementOfOperands(apply.Op, element);
                // A shape is that of the conjugate too.
                Atoms read = apply.Op.Equals(TensorRules.ShapeOf) ? atoms with { IsConjugated = false } : atoms;
                Operand[] operands = [.. apply.Arguments.Select(a => InstantiateTensor(a, inner, read))];
                return apply.Op.Equals(Primitive.Convert) && operands[0].Type == element ? operands[0] : Apply(apply.Op, element, operands);
            default: throw new UnreachableException();
        }

        // The cotangent stands in the midst of a pullback, so it is the primal that is conjugated; a partial is as a whole.
        Operand Read(Operand primal) => atoms.Seed is null ? primal : Transposed(primal, atoms);
    }

    /// <summary>An operation on tensors, numbers or both.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="element">The type of the elements of what it gives, if it gives floats.</param>
    /// <param name="operands">The operands.</param>
    public Operand Apply(Primitive op, IrType element, params Operand[] operands)
    {
        bool ofTensors = operands.Any(o => o.Type is TensorType);
        IrType type = ComplexRules.IsOfParts(op) ? ofTensors ? new TensorType(element) : element
            : TensorRules.IsOperation(op) ? TensorRules.TypeOf(op, element)
            : op.IsComparison ? ofTensors ? TensorType.Mask : IrType.Boolean
            : op.Symbol is "&" or "|" or "^" ? operands[0].Type
            : ofTensors ? new TensorType(element) : element;
        Value result = builder.Let(op, type, operands);
        if (op.Equals(ComplexRules.ToComplex)) _parts[result] = (operands[0], operands[1]);
        return result;
    }
}
