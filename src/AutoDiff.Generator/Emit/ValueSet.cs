namespace AutoDiff.Generator.Emit;

/// <summary>A mutable set of small integers (value ids) as bits.</summary>
internal sealed class ValueSet(int capacity)
{
    private readonly ulong[] _words = new ulong[(capacity + 63) / 64];

    public void Add(int id) => _words[id >> 6] |= 1UL << (id & 63);

    public void Remove(int id) => _words[id >> 6] &= ~(1UL << (id & 63));

    public bool Contains(int id) => (_words[id >> 6] >> (id & 63) & 1) != 0;

    /// <summary>Adds all of another set's members; true if that changed this one.</summary>
    public bool UnionWith(ValueSet other)
    {
        bool changed = false;
        for (int i = 0; i < _words.Length; i++)
        {
            ulong union = _words[i] | other._words[i];
            changed |= union != _words[i];
            _words[i] = union;
        }
        return changed;
    }

    public bool Overlaps(ValueSet other)
    {
        for (int i = 0; i < _words.Length; i++)
            if ((_words[i] & other._words[i]) != 0) return true;
        return false;
    }

    public void Clear() => Array.Clear(_words, 0, _words.Length);

    public ValueSet Copy()
    {
        ValueSet copy = new(_words.Length * 64);
        _words.CopyTo(copy._words, 0);
        return copy;
    }
}
