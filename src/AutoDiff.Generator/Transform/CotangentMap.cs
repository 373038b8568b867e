using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// The cotangent of one value so far: a sum of contributions. <see cref="Selection"/> says if it may be zero at run time because the value was computed but
/// not selected, so that an infinite partial must not be multiplied with it.
/// </summary>
internal sealed class Cotangent
{
    private readonly List<Operand> _terms = [];

    public Selection Selection { get; private set; } = Selection.None;

    public bool IsZero => _terms.Count == 0;

    public void Add(Operand term, Selection selection)
    {
        // One contribution that always arrives makes the sum a selected one.
        Selection = _terms.Count == 0 ? selection : (Selection)Math.Min((int)Selection, (int)selection);
        _terms.Add(term);
    }

    public Operand Operand(AdjointAlgebra algebra)
    {
        Operand sum = _terms[0];
        for (int i = 1; i < _terms.Count; i++) sum = algebra.Add(sum, _terms[i]);
        _terms.Clear();
        _terms.Add(sum);
        return sum;
    }
}

/// <summary>The complete cotangent of a value.</summary>
internal sealed record Seed(Operand Operand, Selection Selection = Selection.None);

/// <summary>Whether a cotangent can be a zero that means "not selected".</summary>
internal enum Selection
{
    /// <summary>It arrives whenever the adjoint runs.</summary>
    None,

    /// <summary>It comes out of memory or a loop: an element nobody read, a loop without trips.</summary>
    Memory,

    /// <summary>It comes out of one arm of an If.</summary>
    Branch,
}

/// <summary>The cotangents of the values of the regions that are being reversed. A value without entry has the symbolic zero.</summary>
internal sealed class CotangentMap
{
    private readonly Dictionary<int, Cotangent> _entries = [];

    public void Add(Value value, Operand term, Selection selection)
    {
        if (!_entries.TryGetValue(value.Id, out Cotangent? entry)) _entries[value.Id] = entry = new Cotangent();
        entry.Add(term, selection);
    }

    public void Set(Value value, Operand term, Selection selection)
    {
        _entries.Remove(value.Id);
        Add(value, term, selection);
    }

    /// <summary>The cotangent, which is complete: removes it. Null for symbolic zero.</summary>
    public Cotangent? Take(Value value)
    {
        if (!_entries.TryGetValue(value.Id, out Cotangent? entry)) return null;
        _entries.Remove(value.Id);
        return entry;
    }

    public Cotangent? Peek(Value value) => _entries.TryGetValue(value.Id, out Cotangent? entry) ? entry : null;
}
