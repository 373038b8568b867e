namespace AutoDiff.Generator.Analyses;

/// <summary>The elements from <paramref name="From"/> on, before <paramref name="To"/>; none if that is not greater.</summary>
internal sealed record ElementRange(Affine From, Affine To)
{
    public static ElementRange Of(Affine element) => new(element, element.Plus(1));

    public ElementRange Shifted(Affine distance) => new(From.Plus(distance), To.Plus(distance));

    public bool Mentions(Func<int, bool> value) => From.Mentions(value) || To.Mentions(value);

    /// <summary>True if it certainly has no elements.</summary>
    public bool IsEmpty => To.Minus(From) <= 0;
}

/// <summary>
/// Elements of one memory of which something is known. Of ranges whose bounds cannot be compared, less is known than is true, never more; elements outside the memory do not count, since an access to them throws.
/// </summary>
/// <param name="ranges">Elements that are among them.</param>
/// <param name="length">The number of the memory's elements, if it is known as a sum.</param>
internal sealed class ElementRanges(IReadOnlyList<ElementRange> ranges, Affine? length)
{
    private readonly IReadOnlyList<ElementRange> _ranges = ranges;

    public bool IsEmpty => _ranges.Count == 0;

    public static ElementRanges None(Affine? length) => new([], length);

    public static ElementRanges All(Affine length) => new([new(Affine.Zero, length)], length);

    public bool Contains(ElementRange range) => range.IsEmpty || _ranges.Any(r => Holds(r, range));

    public ElementRanges With(ElementRange range)
    {
        List<ElementRange> merged = [];
        foreach (ElementRange other in _ranges)
        {
            if (Holds(range, other)) continue;
            if (Holds(other, range)) return this;
            if (Meet(other, range)) range = new(other.From, range.To);
            else if (Meet(range, other)) range = new(range.From, other.To);
            else merged.Add(other);
        }
        return new([.. merged, range], length);

        // The first goes on in the second.
        static bool Meet(ElementRange first, ElementRange second) => second.From.Minus(first.From) >= 0 && first.To.Minus(second.From) >= 0;
    }

    public ElementRanges With(ElementRange range, bool isKnown) => isKnown ? With(range) : this;

    public ElementRanges Without(ElementRange range)
    {
        List<ElementRange> left = [];
        foreach (ElementRange other in _ranges)
        {
            if (other.From.Minus(range.To) >= 0 || range.From.Minus(other.To) >= 0)
            {
                left.Add(other);
                continue;
            }
            if (EndsBy(range.From, other.To)) Add(new(other.From, range.From));
            if (BeginsBy(other.From, range.To)) Add(new(range.To, other.To));
        }
        return new(left, length);

        void Add(ElementRange part)
        {
            if (!part.IsEmpty) left.Add(part);
        }
    }

    /// <summary>Those that are in both.</summary>
    public ElementRanges And(ElementRanges other) => new([.. _ranges.Where(other.Contains).Concat(other._ranges.Where(Contains)).Distinct()], length);

    /// <summary>Those whose bounds do not mention certain values.</summary>
    public ElementRanges Unless(Func<int, bool> value) => new([.. _ranges.Where(r => !r.Mentions(value))], length);

    public bool IsSame(ElementRanges other) => _ranges.All(other.Contains) && other._ranges.All(Contains);

    private bool Holds(ElementRange outer, ElementRange inner) => BeginsBy(outer.From, inner.From) && EndsBy(inner.To, outer.To);

    private static bool BeginsBy(Affine from, Affine other) => from is { IsConstant: true, Constant: <= 0 } || other.Minus(from) >= 0;

    private bool EndsBy(Affine other, Affine to) => to.Equals(length) || to.Minus(other) >= 0;
}
