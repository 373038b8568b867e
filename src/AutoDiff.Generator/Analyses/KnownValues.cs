using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Expensive functions that the primal has evaluated itself: the derivative of <c>Math.Cos(a)</c> mentions the sine of a, and where the
/// primal computes <c>Math.Sin(a)</c> as well, in the same region or one around it, the adjoint reads that value.
/// </summary>
internal sealed class KnownValues
{
    private readonly RegionTree _tree;
    private readonly Dictionary<(string Op, EquatableArray<Operand> Arguments), List<Value>> _values = [];

    public KnownValues(RegionTree tree)
    {
        _tree = tree;
        foreach (Let let in tree.Statements.OfType<Let>().Where(l => l.Op.Cost == Cost.Expensive))
        {
            if (!_values.TryGetValue((let.Op.Name, let.Arguments), out List<Value>? values)) _values[(let.Op.Name, let.Arguments)] = values = [];
            values.Add(let.Result);
        }
    }

    /// <summary>The primal value of a part of a partial of <paramref name="let"/>; null if the primal has none.</summary>
    public Value? Find(Expression.Apply part, Let let)
    {
        if (part.Op.Cost != Cost.Expensive || !part.Arguments.All(a => a is Expression.Argument)) return null;
        EquatableArray<Operand> arguments = part.Arguments.Select(a => let.Arguments[((Expression.Argument)a).Index]).ToEquatableArray();
        if (!_values.TryGetValue((part.Op.Name, arguments), out List<Value>? values)) return null;
        RegionNode home = _tree.RegionOf(let);
        return values.FirstOrDefault(v => (v.Type == let.Result.Type || part.Op.Equals(TensorRules.ShapeOf)) && (_tree.RegionOf(v) == home || (home.IsInside(_tree.RegionOf(v)) && IsBefore(v, let))));
    }

    private bool IsBefore(Value value, Let let) => _tree.OrderOf(_tree.DefinitionOf(value)!) < _tree.OrderOf(let);
}
