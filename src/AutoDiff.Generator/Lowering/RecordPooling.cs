using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Takes the arrays in which the first half of a derivative keeps what the second one reads from the runtime too, as <see cref="ArrayPooling"/> does those that live no longer
/// than the call: out of a scope that the residuals hold, and that the second half disposes.
/// </summary>
internal sealed class RecordPooling : IrRewriter
{
    private readonly HashSet<MemoryRoot> _records;
    private readonly Value _scope;

    private RecordPooling(HashSet<MemoryRoot> records, Value scope) => (_records, _scope) = (records, scope);

    public static SplitDerivative Run(SplitDerivative split)
    {
        FunctionIr primal = split.Primal;
        Value residuals = primal.Parameters.Single(p => p.Role == ParameterRole.Residual).Value;
        Invoke keep = primal.Body.Body.OfType<Invoke>().Single(s => s.Arguments.Count > 0 && s.Arguments[0].Equals(residuals));
        Region others = primal.Body with { Body = [.. primal.Body.Body.Where(s => s != keep)] };
        MemoryRoots memory = MemoryRoots.Analyze(primal with { Body = others });
        HashSet<MemoryRoot> records = [.. keep.Arguments.Skip(1).SelectMany(memory.Reachable).Where(r => !memory.HasEscaped(r))];
        foreach (Operand yield in primal.Body.Yields) records.ExceptWith(memory.Reachable(yield));
        records.IntersectWith([.. others.Deep().OfType<Allocate>().Where(ArrayPooling.CanCome).Select(a => new AllocationRoot(a.Result))]);
        if (records.Count == 0) return split;

        string name = VjpNames.Unique("records", new HashSet<string>(split.Pullback.Parameters.Select(p => p.Value.Name!)));
        Value scope = new(primal.NextId, OpaqueType.ArrayScope, name), field = new(split.Pullback.NextId, OpaqueType.ArrayScope, name);
        Invoke rent = new(scope, $"{OpaqueType.ArrayScope}.Rent()", [], -1);
        Invoke keepScope = keep with { Method = keep.Method.Substring(0, keep.Method.Length - 1) + $", {{{keep.Arguments.Count}}})", Arguments = [.. keep.Arguments, scope] };
        Region body = new RecordPooling(records, scope).Rewrite(primal.Body with { Body = [rent, .. others.Body, keepScope] });
        return new(
            primal with { Body = body, NextId = primal.NextId + 1 },
            split.Pullback with { Parameters = [split.Pullback.Parameters[0], new(field, ParameterRole.Residual), .. split.Pullback.Parameters.Skip(1)], NextId = split.Pullback.NextId + 1 },
            [.. split.Fields, new(name, OpaqueType.ArrayScope)]);
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Allocate allocation && _records.Contains(new AllocationRoot(allocation.Result))) output.Add(allocation with { Storage = Storage.Scope, Scope = _scope, IsZeroed = true });
        else base.Rewrite(statement, output);
    }
}
