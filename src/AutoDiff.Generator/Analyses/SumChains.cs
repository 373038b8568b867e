using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>Carried values that a loop only adds to, or subtracts from: its sums.</summary>
internal sealed class SumChains(RegionTree tree, UseMap useMap)
{
    /// <summary>True if the loop's carried value of that position is such a sum, in inner loops and branches too.</summary>
    public bool IsOnlyAddedTo(For loop, int position) => IsOnlyAddedTo(loop.Body, loop.Body.Parameters[position], loop.Body.Yields[position]);

    // True if the yield is the parameter plus something that does not depend on it, and nothing else reads the sum on its way.
    private bool IsOnlyAddedTo(Region region, Value sum, Operand yield)
    {
        while (yield != sum)
        {
            IReadOnlyList<Use> uses = useMap.Of(sum);
            if (uses.Count == 0) return false;
            switch (uses[0].Statement)
            {
                case Let { Op.Name: "Add" } add when uses.Count == 1 && (add.Arguments[0] == sum) != (add.Arguments[1] == sum):
                    sum = add.Result;
                    break;
                case Let { Op.Name: "Subtract" } subtract when uses.Count == 1 && subtract.Arguments[0] == sum && subtract.Arguments[1] != sum:
                    sum = subtract.Result;
                    break;
                case For inner when uses.Count == 1 && Single(inner.Initial, sum) is { } position
                    && IsOnlyAddedTo(inner.Body, inner.Body.Parameters[position], inner.Body.Yields[position]):
                    sum = inner.Results[position];
                    break;
                default:
                    if (SumThroughBranch(uses, sum) is not { } result) return false;
                    sum = result;
                    break;
            }
        }
        // The last version is yielded once and read nowhere else.
        return useMap.Of(sum) is [{ Statement: null } last] && ReferenceEquals(last.Region.Region, region) && region.Yields.Count(y => y == sum) == 1;
    }

    // if (c) s += e;  each arm yields the sum, added to or as it is.
    private Value? SumThroughBranch(IReadOnlyList<Use> uses, Value sum)
    {
        foreach (Use use in uses)
        {
            RegionNode home = tree.RegionOf(sum);
            RegionNode? arm = use.Region.Chain().FirstOrDefault(n => n.Parent == home);
            if (arm?.Owner is not If branch) return null;
            for (int i = 0; i < branch.Results.Count; i++)
            {
                if (useMap.Of(sum).All(u => IsInArm(u, branch)) && ArmAdds(branch.Then, sum, branch.Then.Yields[i]) && ArmAdds(branch.Else, sum, branch.Else.Yields[i]))
                    return branch.Results[i];
            }
            return null;
        }
        return null;
    }

    private bool IsInArm(Use use, If branch) =>
        use.Region.IsInside(tree.Node(branch.Then)) || use.Region.IsInside(tree.Node(branch.Else));

    // Within one arm the sum must be used just once, on its way to the yield.
    private bool ArmAdds(Region arm, Value sum, Operand yield)
    {
        RegionNode node = tree.Node(arm);
        List<Use> here = [.. useMap.Of(sum).Where(u => u.Region.IsInside(node))];
        if (here.Count != 1) return false;
        if (yield == sum) return here[0].Statement is null && here[0].Region == node && arm.Yields.Count(y => y == sum) == 1;
        if (here[0].Region != node) return false;
        Value? next = here[0].Statement switch
        {
            Let { Op.Name: "Add" } add when (add.Arguments[0] == sum) != (add.Arguments[1] == sum) => add.Result,
            Let { Op.Name: "Subtract" } subtract when subtract.Arguments[0] == sum && subtract.Arguments[1] != sum => subtract.Result,
            For inner when Single(inner.Initial, sum) is { } position
                && IsOnlyAddedTo(inner.Body, inner.Body.Parameters[position], inner.Body.Yields[position]) => inner.Results[position],
            _ => null,
        };
        return next is not null && IsOnlyAddedTo(arm, next, yield);
    }

    private static int? Single(EquatableArray<Operand> operands, Value value)
    {
        int? found = null;
        for (int i = 0; i < operands.Count; i++)
        {
            if (operands[i] != value) continue;
            if (found is not null) return null;
            found = i;
        }
        return found;
    }
}
