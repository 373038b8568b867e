using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Where the memory of a tensor and the tensor may be one object. A read of the whole after the last write is that tensor, and memory that begins as a copy of a tensor is
/// that tensor if it is a new one that nothing else reads.
/// </summary>
/// <remarks>Example: in <c>y = ZerosLike(x); for (…) y[i] = v; z = y * y; y[0] = 1; return y</c> all y are one object; in <c>z = y; y[0] = 1</c> the read copies.</remarks>
internal sealed class WholeReads : IrRewriter
{
    private static readonly HashSet<string> Creations = ["ZerosLike", "OnesLike", "FullLike", "Full", "Clone", "Linspace", "Vector", "ZeroTangent"];

    private readonly RegionTree _tree;
    private readonly MemoryRoots _memory;
    private readonly List<Statement> _writes;
    private readonly HashSet<int> _read;
    private readonly ILookup<Operand, Let> _copied;

    private WholeReads(FunctionIr function)
    {
        _tree = new RegionTree(function);
        _memory = MemoryRoots.Analyze(function);
        _writes = [.. _tree.Statements.Where(s => s is Store or Accumulate)];
        _copied = _tree.Statements.OfType<Let>().Where(l => l.Op.Equals(TensorRules.Copied)).ToLookup(l => l.Arguments[0]);
        _read = [.. _tree.Statements.Where(s => s is not Let let || !(let.Op.Equals(TensorRules.Copied) || IsMeasure(let))).SelectMany(s => s.Uses())
            .Concat(function.Body.DeepRegions().Prepend(function.Body).SelectMany(r => r.Yields)).OfType<Value>().Select(v => v.Id)];
    }

    public static FunctionIr Run(FunctionIr function) =>
        function.Body.DeepDefinitions().Any(v => v.Type is TensorMemoryType) ? function with { Body = new WholeReads(function).Rewrite(function.Body) } : function;

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Load { Array.Type: TensorMemoryType, Indices.Count: 0 } load && !IsWrittenLater(load)) output.Add(new Let(load.Result, TensorRules.Whole, [load.Array]));
        else if (statement is Let { Arguments: [Value tensor] } copy && copy.Op.Equals(TensorRules.Copied) && IsNew(tensor, copy)) output.Add(copy with { Op = TensorRules.Elements });
        else base.Rewrite(statement, output);
    }

    // In another iteration of the loop that makes the memory it is another memory.
    private bool IsWrittenLater(Load load) => _memory.Roots(load.Array).OfType<AllocationRoot>().Any(root => _writes.Any(w => _memory.MayAlias(IrWalk.ArrayOf(w), root) && _tree.MayFollow(load, w, _tree.RegionOf(root.Allocation))));

    private bool IsNew(Value tensor, Let copy) => !_read.Contains(tensor.Id) && _copied[tensor].Count() == 1 && _tree.RegionOf(tensor) == _tree.RegionOf(copy) && _tree.DefinitionOf(tensor) switch
    {
        Let let => TensorShapes.IsElementwise(let) || Creations.Contains(let.Op.Symbol),
        Load { Array.Type: ArrayType or SpanType, Indices.Count: 0 } => true,
        Invoke invoke => invoke.Method.StartsWith("global::AutoDiff.Tensor.", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsMeasure(Let let) => let.Op.Equals(TensorRules.ShapeOf) || let.Op.Symbol is ".Length" or ".Rank";
}
