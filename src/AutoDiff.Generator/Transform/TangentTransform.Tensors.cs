using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>The tangents of tensors. None is null: where it is zero in one arm of a branch only, it is zeros there.</summary>
internal sealed partial class TangentTransform
{
    // ẏ is the sum of the operands' pushforwards.
    private void Push(Let s, TensorRule rule)
    {
        // What it reads of a module has no tangent.
        if (!s.Arguments.Where((a, i) => rule.Pushforwards[i] is not null && TangentsOf(a) is not null).Any()) return;
        _tangents[s.Result.Id] = [.. Enumerable.Range(0, _width).Select(w => Named(Pushed(w), s.Result, w))];

        Operand Pushed(int w)
        {
            if (rule.IsJointlyLinear) return _algebra.Apply(s.Op, s.Result.Type.Scalar, [.. s.Arguments.Select((a, i) => rule.Pushforwards[i] is null ? a : TangentsOf(a)?[w] ?? ZeroTangent(a))]);
            Operand? sum = null;
            for (int i = 0; i < s.Arguments.Count; i++)
            {
                if (rule.Pushforwards[i] is not { } pushforward || TangentsOf(s.Arguments[i]) is not { } tangents) continue;
                AdjointAlgebra.Atoms atoms = new(s, a => a, _ => null) { Seed = tangents[w] };
                Operand term = _algebra.Instantiate(pushforward, s.Result.Type, atoms);
                // What may be null has a tangent that may be null.
                sum = sum is null ? term : _builder.Let(rule.Primitive.Equals(TensorRules.AddTerms) ? rule.Primitive : Primitive.Add, term.Type, sum, term);
            }
            return sum!;
        }
    }

    /// <summary>What does not have the result's shape by its operands is broadcast to it.</summary>
    private Operand Broadcast(Operand sum, Let s, IReadOnlyList<(Expression Partial, Operand Tangent)> parts)
    {
        IEnumerable<int> Mentioned(Expression partial) => Enumerable.Range(0, s.Arguments.Count).Where(i => partial.Mentions(new Expression.Argument(i)));
        bool isWhole = parts.Any(p => p.Partial.Mentions(Expression.Result.Instance));
        HashSet<Operand> covered = [.. parts.SelectMany(p => Mentioned(p.Partial)).Select(i => s.Arguments[i]), .. s.Arguments.Where(a => TangentsOf(a) is { } t && parts.Any(p => t.Contains(p.Tangent)))];
        isWhole |= s.Arguments.Where(a => a.Type is TensorType).All(a => covered.Any(c => c.Equals(a) || (c.Type is TensorType && !_shapes.MayDiffer(c, s.Result))));
        Operand converted = sum.Type is TensorType && sum.Type != s.Result.Type ? _algebra.Convert(sum, s.Result.Type) : sum;
        if (isWhole && converted.Type is TensorType && s.Arguments.Any(a => a.Type is TensorType)) return converted;
        if (converted.Type is not TensorType) converted = _builder.Let(Primitive.Convert, s.Result.Type, converted);
        return s.Arguments.Any(a => a.Type is TensorType) ? _algebra.Apply(TensorRules.BroadcastTo, s.Result.Type.Scalar, converted, _algebra.Apply(TensorRules.ShapeOf, s.Result.Type.Scalar, s.Result)) : converted;
    }

    private Operand ZeroTangent(Operand value) =>
        value is Value { Type: TensorType { ElementType: var element } } ? _algebra.Apply(TensorRules.ZeroTangent, element, value) : AdjointAlgebra.ZeroOf(value.Type);
}
