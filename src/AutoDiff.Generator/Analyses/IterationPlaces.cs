using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Whether the iterations of a counted loop access elements of their own, as their indices tell: the counter (<c>a[i]</c>, <c>a[j, i]</c>), at a fixed distance (<c>a[i + 1]</c>), in columns (<c>a[k * n + i]</c> with i below n), or in
/// segments (<c>a[i * d + j]</c> with j below d).
/// </summary>
internal sealed class IterationPlaces(RegionTree tree)
{
    /// <summary>True if what one iteration accesses no other one does.</summary>
    /// <param name="accesses">Loads, stores and accumulations of memory that may be the same.</param>
    /// <param name="loop">The loop in which they are.</param>
    public bool AreApart(IReadOnlyList<Statement> accesses, For loop) =>
        Enumerable.Range(0, 3).Any(position => accesses.All(s => tree.PathOf(s) is { } path && position < path.Count && path[position].Equals(loop.Index)))
        || (AreOfOneVector(accesses, loop) && (Shifted(accesses, loop) || Columns(accesses, loop)))
        || Segments(accesses, loop);

    private bool AreOfOneVector(IReadOnlyList<Statement> accesses, For loop) => IrWalk.ArrayOf(accesses[0]) is Value { Type.IsVector: true } array && IsInvariant(array, loop) && accesses.All(s => IrWalk.ArrayOf(s).Equals(array) && IsOfElement(s));

    private static bool IsOfElement(Statement access) => IrWalk.ArrayOf(access).Type.IsVector && IrWalk.IndicesOf(access).Count == 1;

    // The counter plus or minus what is the same in all iterations and all accesses.
    private bool Shifted(IReadOnlyList<Statement> accesses, For loop)
    {
        Place? common = null;
        foreach (Statement access in accesses)
        {
            if (PlaceOf(IrWalk.IndicesOf(access)[0], loop) is not { Factor: 1 or -1 } place || (common is not null && !place.Equals(common))) return false;
            common = place;
        }
        return common is not null;
    }

    // factor · counter + constant + the sum of these values, by their ids, negative for differences.
    private sealed record Place(int Factor, long Constant, EquatableArray<int> Values);

    private Place? PlaceOf(Operand operand, For loop)
    {
        if (operand is Constant constant) return new(0, constant.Bits, []);
        if (operand.Equals(loop.Index)) return new(1, 0, []);
        if (operand is not Value value) return null;
        if (!tree.RegionOf(value).IsInside(tree.Node(loop.Body))) return new(0, 0, [value.Id + 1]);
        if (tree.DefinitionOf(value) is not Let { Arguments: [var x, var y] } let || PlaceOf(x, loop) is not { } left || PlaceOf(y, loop) is not { } right) return null;
        return let.Op.Name switch
        {
            "Add" => new(left.Factor + right.Factor, left.Constant + right.Constant, [.. left.Values.Concat(right.Values).OrderBy(v => v)]),
            "Subtract" => new(left.Factor - right.Factor, left.Constant - right.Constant, [.. left.Values.Concat(right.Values.Select(v => -v)).OrderBy(v => v)]),
            "Multiply" when x is Constant { Bits: var times } && right.Values.Count == 0 => new((int)times * right.Factor, times * right.Constant, []),
            "Multiply" when y is Constant { Bits: var times } && left.Values.Count == 0 => new((int)times * left.Factor, times * left.Constant, []),
            "Multiply" when left.Factor == 0 && right.Factor == 0 => new(0, 0, [value.Id + 1]),
            _ => null,
        };
    }

    // The counter plus multiples of the number that it stays below: modulo that number, an index is the counter.
    private bool Columns(IReadOnlyList<Statement> accesses, For loop) => UpperBound(loop) is { } count
        && accesses.All(s => CountersIn(IrWalk.IndicesOf(s)[0], loop, count) == 1);

    // How often the counter is added, if all else that is are such multiples.
    private int? CountersIn(Operand operand, For loop, Operand count) => operand.Equals(loop.Index) ? 1
        : operand.Equals(count) || operand is Constant { Bits: 0 } ? 0
        : Definition(operand) is not Let { Arguments: [var x, var y] } let ? null
        : let.Op.Name == "Add" ? CountersIn(x, loop, count) + CountersIn(y, loop, count)
        : let.Op.Name == "Multiply" && ((x.Equals(count) && IsInvariant(y, loop)) || (y.Equals(count) && IsInvariant(x, loop))) ? 0
        : null;

    private bool IsInvariant(Operand operand, For loop) => operand is not Value value || !tree.RegionOf(value).IsInside(tree.Node(loop.Body));

    // What the counter, never negative, stays below.
    private Operand? UpperBound(For loop) => loop switch
    {
        { Start: Constant { Bits: >= 0 }, Bound: Bound.Less, Step: Constant { Bits: > 0 } } => loop.End,
        { End: Constant { Bits: >= 0 }, Bound: Bound.GreaterOrEqual } when Definition(loop.Start) is Let { Op.Name: "Subtract", Arguments: [var count, Constant { Bits: 1 }] } => count,
        _ => null,
    };

    // The counter times a length, with what stays below the length: each iteration has a segment of its own, of one and the same memory.
    private bool Segments(IReadOnlyList<Statement> accesses, For loop)
    {
        Segment? common = null;
        foreach (Statement access in accesses)
        {
            if (!IsOfElement(access) || SegmentOf(access, loop) is not { } segment || !(common ?? segment).Equals(segment)) return false;
            common = segment;
        }
        return common is not null;
    }

    private sealed record Segment(Operand Memory, Operand Length);

    private Segment? SegmentOf(Statement access, For loop)
    {
        Operand memory = Whole(IrWalk.ArrayOf(access));
        Operand index = IrWalk.IndicesOf(access)[0];
        if (SliceOf(memory, loop) is not { Count: { } count } slice)
        {
            if (!IsInvariant(memory, loop)) return null;
            if (StartOf(index, loop) is { Length: Constant { Bits: var length } } place && place.Offset < length) return new(memory, place.Length);
            if (Definition(index) is not Let { Op.Name: "Add", Arguments: [var x, var y] }) return null;
            if (Factor(x, loop) is { } left && IsBelow(y, left)) return new(memory, left);
            if (Factor(y, loop) is { } right && IsBelow(x, right)) return new(memory, right);
            return null;
        }
        long offset = 0;
        while (slice.Start is Constant { Bits: >= 0 } constant && SliceOf(Whole(slice.Array), loop) is { } outer) (offset, slice) = (offset + constant.Bits, outer);
        memory = Whole(slice.Array);
        if (!IsInvariant(memory, loop) || StartOf(slice.Start!, loop) is not { } start) return null;
        offset += start.Offset;
        bool isInside = count is Constant { Bits: var number } && start.Length is Constant { Bits: var whole } ? offset + number <= whole : offset == 0 && count.Equals(start.Length);
        return isInside ? new(memory, start.Length) : null;
    }

    // Views of all of it are it.
    private Operand Whole(Operand memory) => Definition(memory) is Slice { Start: null } view ? Whole(view.Array) : memory;

    private Slice? SliceOf(Operand memory, For loop) => IsInvariant(memory, loop) ? null : Definition(memory) as Slice;

    // Where a segment begins, and constants added to that.
    private (Operand Length, long Offset)? StartOf(Operand operand, For loop)
    {
        if (PlaceOf(operand, loop) is { Factor: > 0, Constant: >= 0, Values.Count: 0 } place) return (Constant.Of(place.Factor), place.Constant);
        return Factor(operand, loop) is { } length ? (length, 0) : null;
    }

    // The invariant d of i · d.
    private Operand? Factor(Operand operand, For loop)
    {
        if (Definition(operand) is not Let { Op.Name: "Multiply", Arguments: [var x, var y] }) return null;
        Operand? factor = x.Equals(loop.Index) ? y : y.Equals(loop.Index) ? x : null;
        return factor is not null && IsInvariant(factor, loop) ? factor : null;
    }

    private bool IsBelow(Operand operand, Operand length) => operand switch
    {
        Constant constant => length is Constant bound && constant.Bits >= 0 && constant.Bits < bound.Bits,
        Value value => tree.DefinitionOf(value) is For counted && counted.Index.Equals(value) && UpperBound(counted) is { } bound && bound.Equals(length),
        _ => false,
    };

    private Statement? Definition(Operand operand) => operand is Value value ? tree.DefinitionOf(value) : null;
}
