using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>Whether the iterations of a counted loop may run in any order, and so at once: none reads or overwrites what another one wrote, but for sums.</summary>
internal sealed class LaneIndependence(RegionTree tree, MemoryRoots memory)
{
    private readonly IterationPlaces _places = new(tree);

    /// <summary>True for memory that each iteration has of its own.</summary>
    public bool IsOwn(Operand array, For loop) => memory.Roots(array) is { Count: > 0 } roots
        && roots.All(r => r is AllocationRoot { Allocation: var allocation } && tree.DefinitionOf(allocation) is Allocate a && tree.IsWithin(a, loop));

    /// <summary>What prevents it, for the reader; null if nothing does.</summary>
    public string? Problem(For loop)
    {
        List<Statement> accesses = [.. OuterAccesses(loop)];
        foreach (Statement write in accesses.Where(s => s is not Load))
        {
            Operand array = IrWalk.ArrayOf(write);
            if (accesses.Any(s => s is not Clear && IrWalk.ArrayOf(s).Type.IsWhole(IrWalk.IndicesOf(s)))) return "it takes an array as a tensor";
            List<Statement> same = [.. accesses.Where(s => memory.MayAlias(IrWalk.ArrayOf(s), array))];
            if (same.All(s => s is Accumulate)) continue;
            if (same.Any(s => s is Clear)) return $"{Name(array)} is cleared in each iteration";
            if (_places.AreApart(same, loop)) continue;
            return $"iterations may read or overwrite elements of {Name(array)} that others write";
        }
        return null;
    }

    /// <summary>True for memory from outside to which iterations add at places that another one may add to, too.</summary>
    public bool IsTotal(Value array, For loop)
    {
        List<Statement> accesses = [.. OuterAccesses(loop).Where(s => memory.MayAlias(IrWalk.ArrayOf(s), array))];
        return accesses.Any(s => s is Accumulate) && !_places.AreApart(accesses, loop);
    }

    /// <summary>True if iterations may run once more, but for what they add: they read nothing that iterations write, so they write the same again.</summary>
    public bool MayRepeat(For loop)
    {
        List<Statement> accesses = [.. OuterAccesses(loop)];
        return accesses.Where(s => s is not Load).All(write => accesses.All(s => s.GetType() == write.GetType() || !memory.MayAlias(IrWalk.ArrayOf(s), IrWalk.ArrayOf(write))));
    }

    private IEnumerable<Statement> OuterAccesses(For loop) => loop.Body.Deep().Where(s => s is Load or Store or Accumulate or Clear && !IsOwn(IrWalk.ArrayOf(s), loop));

    private static string Name(Operand array) => array is Value { Name: { } name } ? $"'{name}'" : "an array";
}
