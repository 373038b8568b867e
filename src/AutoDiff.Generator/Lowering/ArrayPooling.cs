using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Takes the array objects that remain after <see cref="AllocationLowering"/> (matrices, arrays of arrays, arrays that a loop re-points) from the runtime, which
/// keeps them between calls, unless one may be seen after the call: it is returned, or other code gets hold of it.
/// </summary>
internal sealed class ArrayPooling : IrRewriter
{
    private readonly MemoryRoots _memory;
    private readonly HashSet<MemoryRoot> _kept = [];

    private ArrayPooling(FunctionIr function)
    {
        _memory = MemoryRoots.Analyze(function);
        foreach (Operand yield in function.Body.Yields) _kept.UnionWith(_memory.Reachable(yield));
        foreach (Throw statement in function.Body.Deep().OfType<Throw>())
            foreach (Operand argument in statement.Arguments) _kept.UnionWith(_memory.Reachable(argument));
    }

    public static FunctionIr Run(FunctionIr function) => function with { Body = new ArrayPooling(function).Rewrite(function.Body) };

    /// <summary>True if the runtime has such arrays.</summary>
    public static bool CanCome(Allocate allocation) => allocation is { Storage: Storage.Heap, Result.Type: ArrayType { Rank: 1 or 2 } } && allocation.Dimensions.All(d => d.Type == IrType.Int32);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Allocate allocation && CanCome(allocation) && new AllocationRoot(allocation.Result) is var root && !_kept.Contains(root) && !_memory.HasEscaped(root))
        {
            output.Add(allocation with { Storage = Storage.Scope, IsZeroed = true });
            return;
        }
        base.Rewrite(statement, output);
    }
}
