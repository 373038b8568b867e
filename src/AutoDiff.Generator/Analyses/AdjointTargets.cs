using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// The values from outside a compound statement whose cotangents its mirror adds to: active operands of the active operations in it, active
/// values that it stores, and outer values that its regions yield. The mirror carries their cotangents through.
/// </summary>
internal sealed class AdjointTargets(RegionTree tree, ActivityAnalysis activity)
{
    private readonly Dictionary<Statement, EquatableArray<Value>> _targets = new(ReferenceComparer<Statement>.Instance);

    public EquatableArray<Value> Of(Statement compound)
    {
        if (_targets.TryGetValue(compound, out EquatableArray<Value> known)) return known;
        HashSet<Region> own = new(compound.Regions().SelectMany(r => r.DeepRegions()), ReferenceComparer<Region>.Instance);
        EquatableArray<Value> targets = compound.Regions().SelectMany(In).OfType<Value>()
            .Where(v => activity.IsActive(v) && !own.Contains(tree.RegionOf(v).Region)).Distinct().ToEquatableArray();
        return _targets[compound] = targets;
    }

    /// <summary>The outer values that one region adds to.</summary>
    public HashSet<Value> Of(Region region)
    {
        HashSet<Region> own = new(region.DeepRegions(), ReferenceComparer<Region>.Instance);
        return [.. In(region).OfType<Value>().Where(v => activity.IsActive(v) && !own.Contains(tree.RegionOf(v).Region))];
    }

    private IEnumerable<Operand> In(Region region) => region.Body.Where(activity.IsActive).SelectMany(Receivers).Concat(region.Yields);

    private IEnumerable<Operand> Receivers(Statement statement) => statement switch
    {
        Let s => s.Arguments,
        Store s => [s.Stored],
        Accumulate s => [s.Addend],
        Call s => s.Arguments,
        Push s => [s.Pushed],
        For s => [.. s.Initial, .. In(s.Body)],
        While s => [.. s.Initial, .. In(s.Body)],
        If s => [.. In(s.Then), .. In(s.Else)],
        _ => [],
    };
}
