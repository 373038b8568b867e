using System.Diagnostics;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>What a statement reads, defines and contains, and what a region reads from outside.</summary>
internal static class IrWalk
{
    /// <summary>The operands that the statement itself reads, in order; not those of its regions.</summary>
    public static IEnumerable<Operand> Uses(this Statement statement) => statement switch
    {
        Let s => s.Arguments,
        Load s => [s.Array, .. s.Indices],
        Store s => [s.Array, .. s.Indices, s.Stored],
        Accumulate s => [s.Array, .. s.Indices, s.Addend],
        Clear s => [s.Array],
        MoveRecords s => [s.Written, s.Read, s.Start, s.Stride],
        Allocate s => [.. s.Dimensions, .. Present(s.Scope)],
        Length s => [s.Array],
        Slice s => [s.Array, .. Present(s.Start), .. Present(s.Count)],
        If s => [s.Condition],
        For s => [s.Start, s.End, s.Step, .. s.Initial],
        While s => s.Initial,
        Invoke s => s.Arguments,
        Call s => s.Arguments,
        Throw s => s.Arguments,
        DerivativeCall s => s.Arguments,
        Push s => [s.Tape, s.Pushed],
        Pop s => [s.Tape],
        NewTape or Section => [],
        _ => throw new UnreachableException(),
    };

    /// <summary>The values that are visible after the statement; not its counter and the parameters of its regions.</summary>
    public static IEnumerable<Value> Definitions(this Statement statement) => statement switch
    {
        Let s => [s.Result],
        Load s => [s.Result],
        Allocate s => [s.Result],
        Length s => [s.Result],
        Slice s => [s.Result],
        If s => s.Results,
        For s => s.Results,
        While s => s.Results,
        Invoke s => s.Result is null ? [] : [s.Result],
        Call s => s.Results,
        DerivativeCall s => s.Results,
        NewTape s => [s.Result],
        Pop s => [s.Result],
        Store or Accumulate or Clear or MoveRecords or Throw or Push or Section => [],
        _ => throw new UnreachableException(),
    };

    /// <summary>The memory that a load, store, accumulation or clearing accesses.</summary>
    public static Operand ArrayOf(Statement access) => access switch
    {
        Load s => s.Array,
        Store s => s.Array,
        Accumulate s => s.Array,
        Clear s => s.Array,
        _ => throw new UnreachableException(),
    };

    /// <summary>The indices of a load, store or accumulation.</summary>
    public static EquatableArray<Operand> IndicesOf(Statement access) => access switch
    {
        Load s => s.Indices,
        Store s => s.Indices,
        Accumulate s => s.Indices,
        _ => throw new UnreachableException(),
    };

    /// <summary>The regions directly in the statement, in order of evaluation.</summary>
    public static IEnumerable<Region> Regions(this Statement statement) => statement switch
    {
        If s => [s.Then, s.Else],
        For s => [s.Body],
        While s => [s.Condition, s.Body],
        _ => [],
    };

    /// <summary>The statements of the region and of all regions in it, each before those it contains.</summary>
    public static IEnumerable<Statement> Deep(this Region region)
    {
        Stack<IEnumerator<Statement>> open = new();
        open.Push(region.Body.GetEnumerator());
        while (open.Count > 0)
        {
            if (!open.Peek().MoveNext())
            {
                open.Pop();
                continue;
            }
            Statement statement = open.Peek().Current;
            yield return statement;
            if (statement is If or For or While) open.Push(statement.Regions().SelectMany(r => r.Body).GetEnumerator());
        }
    }

    /// <summary>The regions in the region, itself first.</summary>
    public static IEnumerable<Region> DeepRegions(this Region region) => [region, .. region.Deep().SelectMany(Regions)];

    /// <summary>All operands that are read in the region, its own and nested yields included.</summary>
    public static IEnumerable<Operand> DeepUses(this Region region) =>
        region.Deep().SelectMany(Uses).Concat(region.DeepRegions().SelectMany(r => r.Yields));

    /// <summary>All values that are defined in the region: results, counters and the parameters of regions, its own included.</summary>
    public static IEnumerable<Value> DeepDefinitions(this Region region)
    {
        foreach (Value parameter in region.Parameters) yield return parameter;
        foreach (Statement statement in region.Deep())
        {
            foreach (Value value in statement.Definitions()) yield return value;
            if (statement is For loop) yield return loop.Index;
            foreach (Region nested in statement.Regions())
                foreach (Value parameter in nested.Parameters) yield return parameter;
        }
    }

    /// <summary>The values that the region reads and does not define, in order of their first use.</summary>
    public static EquatableArray<Value> FreeValues(this Region region)
    {
        HashSet<int> seen = [.. region.DeepDefinitions().Select(v => v.Id)];
        return region.DeepUses().OfType<Value>().Where(v => seen.Add(v.Id)).ToEquatableArray();
    }

    private static IEnumerable<Operand> Present(Operand? operand) => operand is null ? [] : [operand];
}
