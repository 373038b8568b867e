using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// The array and span values through which only constants are read: what <see cref="Primitive.Stop"/> gives, views and rows of it, and variables that hold nothing
/// else. Forward, a greatest fixpoint: a carried value is stopped if its initial value and its yield are. Example: in
/// <c>var c = Gradient.Stop(x); … c[i] * x[i]</c> the element is constant as read through c, though it is x's own.
/// </summary>
internal sealed class StoppedMemory
{
    private readonly HashSet<int> _stopped = [];
    private readonly List<(Value To, IReadOnlyList<Operand> From)> _flows = [];

    private StoppedMemory(FunctionIr function)
    {
        HashSet<int> sources = [];
        foreach (Statement statement in function.Body.Deep())
        {
            if (statement is Let { Result.Type.IsMemory: true } stop && stop.Op == Primitive.Stop) sources.Add(stop.Result.Id);
            else Collect(statement);
        }
        if (sources.Count == 0) return;
        _stopped.UnionWith(sources);
        _stopped.UnionWith(_flows.Select(f => f.To.Id));
        bool changed;
        do
        {
            changed = false;
            foreach ((Value to, IReadOnlyList<Operand> from) in _flows)
                if (!from.All(Contains)) changed |= _stopped.Remove(to.Id);
        }
        while (changed);
        Mixed = _flows.FirstOrDefault(f => !Contains(f.To) && f.From.Any(o => o is Value && Contains(o))).To;
    }

    public static StoppedMemory Analyze(FunctionIr function) => new(function);

    /// <summary>Throws if an array variable may be stopped memory or not: what is read of it would be constant or not.</summary>
    public void RefuseMixed()
    {
        if (Mixed is { } mixed) throw new UnsupportedDerivativeException($"the array variable '{mixed.Name ?? "?"}' may be what Gradient.Stop returned, or another array; stop both, or neither");
    }

    /// <summary>A variable that holds stopped memory on one path and other memory on another.</summary>
    public Value? Mixed { get; }

    public bool Contains(Operand memory) => memory is Value value ? _stopped.Contains(value.Id) : memory is DefaultOf;

    private void Collect(Statement statement)
    {
        switch (statement)
        {
            case Slice s: Add(s.Result, s.Array); break;
            case Load { Result.Type.IsMemory: true } s: Add(s.Result, s.Array); break;
            case If s:
                for (int i = 0; i < s.Results.Count; i++) Add(s.Results[i], s.Then.Yields[i], s.Else.Yields[i]);
                break;
            case For s: Collect(s.Initial, [s.Body.Parameters], s.Body.Yields, s.Results); break;
            case While s: Collect(s.Initial, [s.Condition.Parameters, s.Body.Parameters], s.Body.Yields, s.Results); break;
        }
    }

    private void Collect(EquatableArray<Operand> initial, EquatableArray<Value>[] parameters, EquatableArray<Operand> yields, EquatableArray<Value> results)
    {
        for (int i = 0; i < results.Count; i++)
            foreach (EquatableArray<Value> targets in parameters.Append(results)) Add(targets[i], initial[i], yields[i]);
    }

    private void Add(Value to, params Operand[] from)
    {
        if (to.Type.IsMemory) _flows.Add((to, from));
    }
}
