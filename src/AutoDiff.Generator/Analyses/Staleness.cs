using System.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Which loads may be repeated in the reverse sweep of a root. A load is stale if a write that may hit the same memory can run after it in the
/// root's forward sweep. Example: in <c>t = a[i]; a[i] = t * t;</c> the load is stale, so t itself is kept; memory is never rolled back.
/// </summary>
internal sealed class Staleness
{
    private readonly RegionTree _tree;
    private readonly MemoryRoots _memory;
    private readonly List<Statement> _writes;

    public Staleness(RegionTree tree, MemoryRoots memory)
    {
        (_tree, _memory) = (tree, memory);
        _writes = [.. tree.Statements.Where(s => s is Store or Accumulate or Invoke)];
    }

    public bool IsStale(Load load, RegionNode root) => _writes.Any(w => Writes(w, load.Array) && _tree.RegionOf(w).IsInside(root) && _tree.MayFollow(load, w, root));

    private bool Writes(Statement statement, Operand array) => statement switch
    {
        Store s => _memory.MayAlias(s.Array, array),
        Accumulate s => _memory.MayAlias(s.Array, array),
        Invoke { Kind: InvokeKind.Call } s => s.Arguments.Any(a => a.Type.IsMemory && _memory.MayAlias(a, array)) || _memory.Roots(array).Contains(UnknownRoot.Instance),
        Invoke => false,
        _ => throw new UnreachableException(),
    };
}
