using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Takes the array objects that remain after <see cref="AllocationLowering"/> (matrices, arrays of arrays, arrays that a loop re-points) from the pool, where
/// no reference to them outlives the block: they are not returned, not seen by other code, and what is allocated inside a loop or branch
/// is neither yielded out of it nor stored in other memory.
/// </summary>
internal sealed class ArrayPooling : IrRewriter
{
    private readonly MemoryRoots _memory;
    private readonly HashSet<MemoryRoot> _kept = [];
    private readonly HashSet<MemoryRoot> _stored = [];
    private readonly Stack<Statement> _path = new();

    private ArrayPooling(FunctionIr function)
    {
        _memory = MemoryRoots.Analyze(function);
        foreach (Operand yield in function.Body.Yields) _kept.UnionWith(_memory.Reachable(yield));
        foreach (Statement statement in function.Body.Deep())
        {
            if (statement is Throw) foreach (Operand argument in statement.Uses()) _kept.UnionWith(_memory.Reachable(argument));
            if (statement is Store store) _stored.UnionWith(_memory.Roots(store.Stored));
            if (statement is Push push) _stored.UnionWith(_memory.Roots(push.Pushed));
        }
    }

    public static FunctionIr Run(FunctionIr function) => function with { Body = new ArrayPooling(function).Rewrite(function.Body) };

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Allocate { Storage: Storage.Heap, Result.Type: ArrayType { Rank: 1 or 2 } } allocation
            && allocation.Dimensions.All(d => d.Type == IrType.Int32) && CanBeGivenBack(allocation))
        {
            output.Add(allocation with { Storage = Storage.Pool, IsZeroed = true });
            return;
        }
        _path.Push(statement);
        base.Rewrite(statement, output);
        _path.Pop();
    }

    private bool CanBeGivenBack(Allocate allocation)
    {
        AllocationRoot root = new(allocation.Result);
        if (_kept.Contains(root) || _memory.HasEscaped(root)) return false;
        if (_path.Count == 0) return true;
        IEnumerable<Value> outside = _path.Peek().Definitions().Concat(_path.Peek().Regions().SelectMany(r => r.Parameters));
        return !_stored.Contains(root) && !outside.Any(v => _memory.Roots(v).Contains(root));
    }
}
