using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>A place that reads a value: a statement, or (statement null) the yields of a region.</summary>
internal sealed record Use(RegionNode Region, Statement? Statement);

/// <summary>Where each value is read, in program order. A statement that reads a value twice counts once.</summary>
internal sealed class UseMap
{
    private readonly Dictionary<int, List<Use>> _uses = [];

    public UseMap(RegionTree tree)
    {
        foreach (RegionNode node in tree.Regions)
        {
            foreach (Statement statement in node.Region.Body)
                foreach (Value value in statement.Uses().OfType<Value>().Distinct()) Add(value, new Use(node, statement));
            foreach (Value value in node.Region.Yields.OfType<Value>().Distinct()) Add(value, new Use(node, null));
        }
    }

    public IReadOnlyList<Use> Of(Value value) => _uses.TryGetValue(value.Id, out List<Use>? uses) ? uses : [];

    private void Add(Value value, Use use)
    {
        if (!_uses.TryGetValue(value.Id, out List<Use>? uses)) _uses[value.Id] = uses = [];
        uses.Add(use);
    }
}
