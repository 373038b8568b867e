using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>What is known at a point of a function about the elements of its arrays and parts, by their ids. It does not change.</summary>
internal sealed class ElementFacts
{
    // What takes longer is given up.
    private const int MaximalRounds = 4;

    private readonly Dictionary<int, ElementRanges> _ranges;
    private readonly ElementAccesses _elements;

    private ElementFacts(Dictionary<int, ElementRanges> ranges, ElementAccesses elements) => (_ranges, _elements) = (ranges, elements);

    /// <summary>Nothing is known.</summary>
    public static ElementFacts None(ElementAccesses elements) => new([], elements);

    public ElementRanges Of(int array) => _ranges.TryGetValue(array, out ElementRanges? ranges) ? ranges : ElementRanges.None(_elements.LengthOf(array));

    public ElementFacts With(int array, ElementRanges ranges) => ranges.IsEmpty && !_ranges.ContainsKey(array) ? this : new(new(_ranges) { [array] = ranges }, _elements);

    public ElementFacts Without(IEnumerable<int> arrays)
    {
        Dictionary<int, ElementRanges>? left = null;
        foreach (int array in arrays.Where(_ranges.ContainsKey)) (left ??= new(_ranges)).Remove(array);
        return left is null ? this : new(left, _elements);
    }

    /// <summary>What holds in both.</summary>
    public ElementFacts And(ElementFacts other) => ReferenceEquals(this, other) ? this
        : new(_ranges.Where(r => other._ranges.ContainsKey(r.Key)).ToDictionary(r => r.Key, r => r.Value.And(other._ranges[r.Key])), _elements);

    /// <summary>
    /// What follows from this at one end of a loop at the other end: forward, after it, or backward, before it. Of arrays of which each iteration touches one element that no other one does, it finds that as it is at this end. For the others,
    /// what holds here and in between is the greatest fixpoint.
    /// </summary>
    /// <param name="loop">The loop.</param>
    /// <param name="acrossBody">What follows from facts at one end of its body at the other end.</param>
    public ElementFacts Across(For loop, Func<ElementFacts, ElementFacts> acrossBody)
    {
        ElementFacts here = this;
        List<int> shared = [];
        List<(int Array, ElementRange One, ElementRange All)> own = [];
        foreach (KeyValuePair<int, Affine?> accessed in _elements.Accessed(loop))
        {
            if (_elements.IsDefinedIn(loop, accessed.Key)) continue;
            if (accessed.Value is { } distance && _elements.Counters(loop) is { } counters)
            {
                (ElementRange one, ElementRange all) = (ElementRange.Of(ElementAccesses.Counter(loop).Plus(distance)), counters.Shifted(distance));
                own.Add((accessed.Key, one, all));
                here = here.With(accessed.Key, Of(accessed.Key).Without(all).With(one, Of(accessed.Key).Contains(all)));
            }
            else
            {
                shared.Add(accessed.Key);
            }
        }
        (here, ElementFacts there) = here.InEachIteration(loop, shared, acrossBody);
        foreach ((int array, ElementRange one, ElementRange all) in own) here = here.With(array, Of(array).Without(all).With(all, there.Of(array).Contains(one)));
        return here;
    }

    private (ElementFacts Here, ElementFacts There) InEachIteration(For loop, List<int> shared, Func<ElementFacts, ElementFacts> acrossBody)
    {
        ElementFacts here = this;
        for (int round = 1; ; round++)
        {
            ElementFacts there = acrossBody(here), next = here;
            foreach (int array in shared)
            {
                ElementRanges left = here.Of(array).And(there.Of(array).Unless(id => _elements.IsDefinedIn(loop, id)));
                if (!left.IsSame(here.Of(array))) next = next.With(array, left);
            }
            if (ReferenceEquals(next, here)) return (here, there);
            here = round < MaximalRounds ? next : next.Without(shared);
        }
    }
}
