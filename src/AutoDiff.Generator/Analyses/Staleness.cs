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
    private readonly bool _isApart;
    private readonly HashSet<MemoryRoot> _returned;

    /// <param name="tree">The function.</param>
    /// <param name="memory">Which memory may be the same.</param>
    /// <param name="isApart">True if the reverse sweep runs in a call of its own, later: then only memory of the function's own is still what it was.</param>
    public Staleness(RegionTree tree, MemoryRoots memory, bool isApart = false)
    {
        (_tree, _memory, _isApart) = (tree, memory, isApart);
        _returned = [.. tree.Function.Body.Yields.SelectMany(y => memory.Reachable(y))];
        _writes = [.. tree.Statements.Where(s => s is Store or Accumulate or Invoke or Call)];
    }

    public bool IsStale(Load load, RegionNode root) => (_isApart && !IsOwn(load.Array)) || _writes.Any(w => Writes(w, load.Array) && _tree.RegionOf(w).IsInside(root) && _tree.MayFollow(load, w, root));

    // A span cannot be kept at all.
    private bool IsOwn(Operand array) => array.Type is ArrayType && _memory.Roots(array).All(r => r is AllocationRoot && !_memory.HasEscaped(r) && !_returned.Contains(r));

    private bool Writes(Statement statement, Operand array) => statement switch
    {
        Store s => _memory.MayAlias(s.Array, array),
        Accumulate s => _memory.MayAlias(s.Array, array),
        Invoke { Kind: InvokeKind.Call } s => s.Arguments.Any(a => a.Type.IsMemory && _memory.MayAlias(a, array)) || _memory.Roots(array).Contains(UnknownRoot.Instance),
        Invoke => false,
        Call s => s.Written.Any(a => _memory.MayAlias(a, array)),
        _ => throw new UnreachableException(),
    };
}
