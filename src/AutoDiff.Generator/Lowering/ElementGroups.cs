using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <summary>Operations that become one loop, by their positions in the region, and the leaves of the shape that it goes over.</summary>
internal sealed record ElementGroup(SortedSet<int> Members, HashSet<Operand> Leaves, ScalarType? Element);

/// <summary>
/// Which statements of a region become loops over elements: as large groups as can be, of operations that go over one shape and of which none needs, through something outside, what another gives. What is only read
/// inside a group may be of a smaller shape if it is cheap, for it is done again for each element.
/// </summary>
/// <remarks>
/// Greedy, in the statements' order: each joins all groups that it can, and so joins them with each other. The graph of what depends on what, with each group as one node, stays without cycles (as in XLA and in
/// M. Kandemir et al.'s loop fusion), so that an order of all exists; it may move what is pure across other statements.
/// </remarks>
internal sealed class ElementGroups
{
    private readonly IReadOnlyList<Statement> _body;
    private readonly TensorShapes _shapes;
    private readonly ElementOperation?[] _operations;
    private readonly bool[] _isFunction;
    private readonly Dictionary<int, int> _definitions = [];
    private readonly HashSet<int>[] _needs;
    private readonly List<int>[] _readers;
    private readonly ElementGroup?[] _groups;
    private readonly HashSet<int> _escaping = [];

    public ElementGroups(Region region, TensorShapes shapes)
    {
        _body = region.Body;
        _shapes = shapes;
        _operations = [.. _body.Select(ElementOperation.Of)];
        _isFunction = [.. _operations.Select(o => o is { Role: ElementRole.Function })];
        _groups = new ElementGroup?[_body.Count];
        for (int i = 0; i < _body.Count; i++)
            foreach (Value value in _body[i].Definitions()) _definitions[value.Id] = i;
        _readers = [.. _body.Select(_ => new List<int>())];
        for (int i = 0; i < _body.Count; i++)
            foreach (Value value in ReadsOf(_body[i]))
                if (_definitions.TryGetValue(value.Id, out int definition)) _readers[definition].Add(i);
        _needs = Needs();
        _escaping.UnionWith(region.Yields.OfType<Value>().Where(v => _definitions.ContainsKey(v.Id)).Select(v => _definitions[v.Id]));
        do
        {
            Array.Clear(_groups, 0, _groups.Length);
            for (int i = 0; i < _body.Count; i++)
                if (_operations[i] is not null) Place(i);
        }
        while (Forbid());
    }

    /// <summary>The groups of more than one operation.</summary>
    public IEnumerable<ElementGroup> All => _groups.OfType<ElementGroup>().Distinct().Where(g => g.Members.Count > 1);

    /// <summary>What a statement reads; its shape is no part of a tensor, for it comes from the leaves.</summary>
    private IEnumerable<Value> ReadsOf(Statement statement) =>
        OwnerOf(statement) is { } owner ? _shapes.Leaves(owner).OfType<Value>()
        : statement.Uses().Concat(statement.Regions().SelectMany(r => r.FreeValues())).OfType<Value>();

    /// <summary>The tensor, a function of elements, whose shape a statement takes.</summary>
    public Value? OwnerOf(Statement statement) =>
        statement is Let { Arguments: [Value tensor] } let && let.Op.Equals(TensorRules.ShapeOf) && _definitions.TryGetValue(tensor.Id, out int definition) && _isFunction[definition] ? tensor : null;

    /// <summary>The positions of statements that read what one defines, other than its shape.</summary>
    public IEnumerable<int> ReadersOf(int position) => _readers[position];

    /// <summary>True if the region yields it.</summary>
    public bool IsYielded(int position) => _escaping.Contains(position);

    /// <summary>The operation at a position.</summary>
    public ElementOperation? this[int position] => _operations[position];

    /// <summary>The statements, a group as one, in an order in which each comes after what it needs, and as early as it stood.</summary>
    public IEnumerable<(int Position, ElementGroup? Group)> Order()
    {
        HashSet<ElementGroup> groups = [.. All];
        ElementGroup? GroupOf(int i) => _groups[i] is { } group && groups.Contains(group) ? group : null;
        bool[] done = new bool[_body.Count];
        bool IsReady(int i) => (GroupOf(i) is { } group ? group.Members.SelectMany(m => _needs[m]).Where(n => !group.Members.Contains(n)) : _needs[i]).All(n => done[n]);
        List<int> open = [.. Enumerable.Range(0, _body.Count).Where(i => GroupOf(i) is not { } group || group.Members.Min == i)];
        while (open.Count > 0)
        {
            int next = open.First(IsReady);
            open.Remove(next);
            yield return (next, GroupOf(next));
            foreach (int position in GroupOf(next)?.Members ?? (IEnumerable<int>)[next]) done[position] = true;
        }
    }

    // The values, and the order of what has effects: additions to sinks commute, so each comes after what stood before all of them, and what stands behind comes after all.
    private HashSet<int>[] Needs()
    {
        HashSet<int>[] needs = [.. _body.Select(s => new HashSet<int>(ReadsOf(s).Where(v => _definitions.ContainsKey(v.Id)).Select(v => _definitions[v.Id])))];
        int last = -1;
        List<int> additions = [];
        for (int i = 0; i < needs.Length; i++)
        {
            if (IsPure(_body[i])) continue;
            if (last >= 0) needs[i].Add(last);
            if (IsAddition(i))
            {
                additions.Add(i);
                continue;
            }
            needs[i].UnionWith(additions);
            additions.Clear();
            last = i;
        }
        return needs;
    }

    private bool IsMask(int position) => _body[position] is Let let && ElementOperation.IsMask(let.Result);

    private bool IsAddition(int position) => _operations[position] is { Role: ElementRole.Addition };

    // What is read of a tensor's memory depends on what was written before.
    private static bool IsPure(Statement statement) => statement is Section || statement is Let let && !let.Arguments.Any(a => a.Type is TensorMemoryType);

    private void Place(int position)
    {
        ElementOperation operation = _operations[position]!;
        ElementGroup own = new([position], _shapes.Leaves(operation.Extent), operation.Element == IrType.Boolean ? null : operation.Element);
        _groups[position] = own;
        // A comparison waits for what reads it.
        if (IsMask(position)) return;
        HashSet<ElementGroup> operands = [.. _body[position].Uses().OfType<Value>().Where(v => _definitions.ContainsKey(v.Id)).Select(v => _groups[_definitions[v.Id]]).OfType<ElementGroup>()];
        foreach (ElementGroup other in _groups.Take(position).OfType<ElementGroup>().Distinct().Reverse())
            if (Joined(own, other, operands.Contains(other)) is { } joined) own = joined;
        foreach (int member in own.Members) _groups[member] = own;
    }

    private ElementGroup? Joined(ElementGroup own, ElementGroup other, bool isOperand)
    {
        if (own.Element is not null && other.Element is not null && own.Element != other.Element) return null;
        SortedSet<int> members = [.. own.Members, .. other.Members];
        if (other.Members.All(IsMask) && !other.Members.Any(m => _readers[m].Any(own.Members.Contains))) return null;
        bool fits = other.Leaves.SetEquals(own.Leaves)
            || (isOperand && other.Leaves.IsSubsetOf(own.Leaves) && other.Members.All(m => _operations[m]!.IsCheap && !_escaping.Contains(m) && _readers[m].All(members.Contains)));
        if (!fits || members.Any(m => _needs[m].Any(n => members.Contains(n) ? _operations[n]!.Role != ElementRole.Function : DependsOn(n, members)))) return null;
        return new(members, own.Leaves, own.Element ?? other.Element);
    }

    // True if a statement outside needs one of a group, each group as one.
    private bool DependsOn(int start, SortedSet<int> group)
    {
        Stack<int> open = new([start]);
        HashSet<int> seen = [start];
        while (open.Count > 0)
        {
            int position = open.Pop();
            foreach (int need in (_groups[position]?.Members ?? (IEnumerable<int>)[position]).SelectMany(m => _needs[m]))
            {
                if (group.Contains(need)) return true;
                if (seen.Add(need)) open.Push(need);
            }
        }
        return false;
    }

    // What would be needed outside, and cannot be given, is no operation of a group.
    private bool Forbid()
    {
        foreach (ElementGroup group in All.ToList())
        {
            int[] forbidden = [.. group.Members.Where(m => IsForbidden(m, group))];
            foreach (int member in forbidden) _operations[member] = null;
            if (forbidden.Length > 0) return true;
        }
        return false;
    }

    private bool IsForbidden(int member, ElementGroup group)
    {
        if (_operations[member]!.Role != ElementRole.Function) return false;
        Let let = (Let)_body[member];
        bool readsMask = let.Arguments.Any(a => ElementOperation.IsMask(a) && !(_definitions.TryGetValue(((Value)a).Id, out int definition) && group.Members.Contains(definition)));
        bool isNeeded = _escaping.Contains(member) || _readers[member].Any(r => !group.Members.Contains(r));
        return readsMask || (isNeeded && (ElementOperation.IsMask(let.Result) || !_shapes.Leaves(let.Result).SetEquals(group.Leaves)));
    }
}
