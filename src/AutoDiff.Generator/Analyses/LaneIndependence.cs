using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>Whether the iterations of a counted loop may run in any order, and so at once: none reads or overwrites what another one wrote, but for sums.</summary>
internal sealed class LaneIndependence(RegionTree tree, MemoryRoots memory)
{
    /// <summary>True for memory that each iteration has of its own.</summary>
    public bool IsOwn(Operand array, For loop) => memory.Roots(array) is { Count: > 0 } roots
        && roots.All(r => r is AllocationRoot { Allocation: var allocation } && tree.DefinitionOf(allocation) is Allocate a && tree.IsWithin(a, loop));

    /// <summary>What prevents it, for the reader; null if nothing does.</summary>
    public string? Problem(For loop)
    {
        List<Statement> accesses = [.. OuterAccesses(loop)];
        foreach (Statement write in accesses.Where(s => s is not Load))
        {
            Operand array = ArrayOf(write);
            if (accesses.Any(s => s is not Clear && ArrayOf(s).Type.IsWhole(IrWalk.IndicesOf(s)))) return "it takes an array as a tensor";
            List<Statement> same = [.. accesses.Where(s => memory.MayAlias(ArrayOf(s), array))];
            if (same.All(s => s is Accumulate)) continue;
            if (same.Any(s => s is Clear)) return $"{Name(array)} is cleared in each iteration";
            if (AreApart(same, loop)) continue;
            return $"iterations may read or overwrite elements of {Name(array)} that others write";
        }
        return null;
    }

    /// <summary>True for memory from outside to which iterations add at places that another one may add to, too.</summary>
    public bool IsTotal(Value array, For loop)
    {
        List<Statement> accesses = [.. OuterAccesses(loop).Where(s => memory.MayAlias(ArrayOf(s), array))];
        return accesses.Any(s => s is Accumulate) && !AreApart(accesses, loop);
    }

    private IEnumerable<Statement> OuterAccesses(For loop) => loop.Body.Deep().Where(s => s is Load or Store or Accumulate or Clear && !IsOwn(ArrayOf(s), loop));

    private bool AreApart(List<Statement> accesses, For loop) =>
        Enumerable.Range(0, 3).Any(position => accesses.All(s => tree.PathOf(s) is { } path && position < path.Count && path[position].Equals(loop.Index)))
        || (AreOfOneVector(accesses, loop) && (Shifted(accesses, loop) || Columns(accesses, loop)))
        || Segments(accesses, loop);

    private bool AreOfOneVector(List<Statement> accesses, For loop) => ArrayOf(accesses[0]) is Value { Type.IsVector: true } array && IsInvariant(array, loop) && accesses.All(s => ArrayOf(s).Equals(array));

    // The counter plus or minus what is the same in all iterations and all accesses.
    private bool Shifted(List<Statement> accesses, For loop)
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
            "Multiply" when left.Factor == 0 && right.Factor == 0 => new(0, 0, [value.Id + 1]),
            _ => null,
        };
    }

    // The counter plus multiples of the number that it stays below: modulo that number, an index is the counter.
    private bool Columns(List<Statement> accesses, For loop) => UpperBound(loop) is { } count
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

    // The counter times a length, with what stays below the length: each iteration has a segment of its own.
    private bool Segments(List<Statement> accesses, For loop)
    {
        Operand? common = null;
        foreach (Statement access in accesses)
        {
            if (!ArrayOf(access).Type.IsVector || SegmentOf(access, loop) is not { } length || !(common ?? length).Equals(length)) return false;
            common = length;
        }
        return common is not null;
    }

    private Operand? SegmentOf(Statement access, For loop)
    {
        if (ArrayOf(access) is Value view && tree.DefinitionOf(view) is Slice { Start: { } start, Count: { } count } && Factor(start, loop) is { } length)
            return length.Equals(count) ? length : null;
        if (ArrayOf(access) is Value inner && tree.DefinitionOf(inner) is Slice && tree.IsWithin(tree.DefinitionOf(inner)!, loop)) return null;
        Operand index = IrWalk.IndicesOf(access)[0];
        if (Definition(index) is Let { Op.Name: "Add", Arguments: [var x, var y] })
        {
            if (Factor(x, loop) is { } left && IsBelow(y, left)) return left;
            if (Factor(y, loop) is { } right && IsBelow(x, right)) return right;
            return null;
        }
        return Factor(index, loop) is Constant { Bits: > 0 } constant ? constant : null;
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

    private static Operand ArrayOf(Statement access) => access is Clear clear ? clear.Array : IrWalk.ArrayOf(access);

    private static string Name(Operand array) => array is Value { Name: { } name } ? $"'{name}'" : "an array";
}
