using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Privatisation: moves the allocation of a scratch array into the loop that uses it, where each iteration overwrites the whole array before it
/// reads it. The iterations then share nothing through it, so that the loop can be a sum loop. (The lowering hoists the memory out again; what
/// moves is its meaning.) Example: <c>var t = new double[d]; for (i…) { for (j = 0; j &lt; d; j++) t[j] = x[i, j] - m[j]; … t[j] … }</c>.
/// Reference: Tu and Padua, "Automatic array privatization".
/// </summary>
internal static class AllocationSinking
{
    public static FunctionIr Run(FunctionIr function) => function with { Body = Sink(function.Body) };

    private static Region Sink(Region region)
    {
        List<Statement> statements = [.. region.Body];
        for (int i = statements.Count - 1; i >= 0; i--)
        {
            if (statements[i] is not Allocate { Storage: Storage.Heap } allocation || region.Yields.Contains(allocation.Result)) continue;
            int[] readers = [.. Enumerable.Range(0, statements.Count).Where(k => k != i && Touches(statements[k], allocation.Result))];
            if (readers is not [var reader] || !IsPrivateTo(statements[reader], allocation)) continue;
            statements[reader] = Prepend(statements[reader], allocation with { IsZeroed = false });
            statements.RemoveAt(i);
        }
        return region with { Body = statements.Select(SinkInside).ToEquatableArray() };
    }

    private static Statement SinkInside(Statement statement) => statement switch
    {
        If s => s with { Then = Sink(s.Then), Else = Sink(s.Else) },
        For s => s with { Body = Sink(s.Body) },
        While s => s with { Body = Sink(s.Body) },
        _ => statement,
    };

    private static Statement Prepend(Statement loop, Allocate allocation) => loop switch
    {
        For s => s with { Body = s.Body with { Body = new Statement[] { allocation }.Concat(s.Body.Body).ToEquatableArray() } },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool Touches(Statement statement, Value array) =>
        statement.Uses().Contains(array) || statement.Regions().Any(r => r.DeepUses().Contains(array));

    /// <summary>True if each iteration of the loop overwrites the array before it reads it, and the array is only indexed.</summary>
    private static bool IsPrivateTo(Statement statement, Allocate allocation)
    {
        Value array = allocation.Result;
        if (statement is not For loop || statement.Uses().Contains(array)) return false;
        if (!loop.Body.Deep().All(s => OnlyIndexes(s, array)) || loop.Body.DeepRegions().Any(r => r.Yields.Contains(array))) return false;
        Statement[] touching = [.. loop.Body.Body.Where(s => Touches(s, array) && s is not Length)];
        return touching.Length > 0
            && (Overwrites(touching[0], allocation, []) || (touching.Length == 1 && IsPrivateTo(touching[0], allocation)));
    }

    private static bool OnlyIndexes(Statement statement, Value array) => statement switch
    {
        Load s => !s.Indices.Contains(array),
        Store s => s.Stored != array,
        Accumulate or Length => true,
        _ => !statement.Uses().Contains(array),
    };

    /// <summary>True for a nest of loops over the whole array, one for each dimension, that stores to the element at the counters before it reads any other.</summary>
    private static bool Overwrites(Statement statement, Allocate allocation, IReadOnlyList<Value> counters)
    {
        Value array = allocation.Result;
        if (statement is not For { Start: Constant { Bits: 0 }, Bound: Bound.Less, Step: Constant { Bits: 1 } } loop
            || loop.End != allocation.Dimensions[counters.Count])
        {
            return false;
        }
        List<Value> inner = [.. counters, loop.Index];
        Statement? first = loop.Body.Body.FirstOrDefault(s => Touches(s, array));
        if (first is null) return false;
        if (inner.Count < allocation.Dimensions.Count) return loop.Body.Body.Count(s => Touches(s, array)) == 1 && Overwrites(first, allocation, inner);
        return first is Store store && store.Indices.SequenceEqual(inner)
            && loop.Body.Deep().All(s => s is not Load load || load.Array != array || load.Indices.SequenceEqual(inner));
    }
}
