namespace AutoDiff.Generator.Emit;

/// <summary>Disjoint sets of small integers (value ids).</summary>
internal sealed class UnionFind
{
    private readonly int[] _parent;

    public UnionFind(int count)
    {
        _parent = new int[count];
        for (int i = 0; i < count; i++) _parent[i] = i;
    }

    public int Find(int id)
    {
        while (_parent[id] != id) id = _parent[id] = _parent[_parent[id]];
        return id;
    }

    /// <summary>Joins two sets; the first one's representative stays.</summary>
    public void Union(int first, int second) => _parent[Find(second)] = Find(first);
}
