using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// <c>a[i] += u; a[i] += v;</c> becomes <c>a[i] += u + v;</c>: one access to memory instead of two. Only adjoints accumulate, so the
/// primal's rounding is not concerned. Between the two nothing may read or write the element.
/// </summary>
internal sealed class AccumulateMerging : PassRewriter
{
    private readonly MemoryRoots _memory;
    private readonly ElementIdentity _elements;

    private AccumulateMerging(FunctionIr function) : base(function)
    {
        _memory = MemoryRoots.Analyze(function);
        _elements = new(_memory, DefinitionOf);
    }

    public static FunctionIr Run(FunctionIr function) => new AccumulateMerging(function).Run();

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        Statement rewritten = RewriteParts(statement);
        if (rewritten is Accumulate second && FindFirst(second, output) is var position and >= 0)
        {
            Accumulate first = (Accumulate)output[position];
            output.RemoveAt(position);
            Value sum = Fresh(second.Addend.Type);
            Emit(new Let(sum, Primitive.Add, [first.Addend, second.Addend]), output);
            rewritten = second with { Addend = sum };
        }
        Emit(rewritten, output);
    }

    private int FindFirst(Accumulate second, List<Statement> output)
    {
        for (int i = output.Count - 1; i >= 0; i--)
        {
            if (output[i] is Accumulate first && first.Array.Equals(second.Array) && first.Indices.Equals(second.Indices)) return i;
            if (Touches(output[i], second)) return -1;
        }
        return -1;
    }

    private bool Touches(Statement statement, Accumulate element) => statement switch
    {
        Load s => _elements.MayBeOne(s.Array, s.Indices, element.Array, element.Indices),
        Store s => _elements.MayBeOne(s.Array, s.Indices, element.Array, element.Indices),
        Accumulate s => _elements.MayBeOne(s.Array, s.Indices, element.Array, element.Indices),
        Clear s => _memory.MayAlias(s.Array, element.Array),
        Invoke or Throw => true,
        Slice or Length => false,
        _ => statement.Regions().SelectMany(r => r.Body).Any(s => Touches(s, element)),
    };
}
