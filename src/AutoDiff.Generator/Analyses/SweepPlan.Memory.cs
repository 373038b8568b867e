using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>Whether the adjoint of a Joined statement, which runs early, meets in shadow memory the adjoints of what follows, which should have run before it.</summary>
internal sealed partial class SweepPlan
{
    /// <summary>What an adjoint does to shadow memory: that of a load adds to it, that of an accumulation reads it, that of a store does both.</summary>
    private enum Effect
    {
        Adds,
        Reads,
        Both,
    }

    private sealed record Touch(IReadOnlyCollection<MemoryRoot> Roots, IrType? Element, Effect Effect);

    /// <summary>
    /// True for a call by contract whose forward and reverse sweep may be run together, by the callee's VJP: all that it does to shadow memory is to add to it, and none of its
    /// arguments can be memory that it writes, or has a sink for, through another one.
    /// </summary>
    private bool IsJoinable(Call call)
    {
        if (!_joinsCalls || call.Callee.RecordingOf is not { PullbackOf: null, ReachesModules: false, Derivative.Joined: not null }) return false;
        if (call.Arguments.Concat(call.Results).Any(o => o.Type is TensorType or TensorMemoryType or TapeType || o.Type.IsOfTensors)) return false;
        if (call.Returned.Any(r => r.Type.IsMemory) || call.Written.Any(_activity.IsActiveMemory)) return false;
        for (int i = 0; i < call.Arguments.Count; i++)
            for (int j = 0; j < i; j++)
                if ((IsChanged(call.Arguments[i]) || IsChanged(call.Arguments[j])) && _memory.MayAlias(call.Arguments[i], call.Arguments[j])) return false;
        return true;

        bool IsChanged(Operand argument) => call.Written.Contains(argument) || (argument.Type.IsMemory && _activity.PassesDerivative(argument));
    }

    private bool MemoryIsTouchedLater(Statement statement, RegionNode root)
    {
        List<Touch> own = [.. Touches(statement)];
        if (own.Count == 0) return false;
        // The cotangent of a returned array, its rows included, is added when the reverse sweep begins.
        if (root == _tree.Body && root.Region.Yields.Any(y => y.Type.IsMemory && own.Any(o => o.Roots.Any(_memory.Reachable(y).Contains)))) return true;
        return root.Region.Body.Where(s => _tree.OrderOf(s) > _tree.OrderOf(statement)).SelectMany(Touches).Any(later => own.Any(o => Meet(o, later)));
    }

    private bool Meet(Touch a, Touch b) => !(a.Effect == b.Effect && a.Effect != Effect.Both)
        && (a.Element is null || b.Element is null || Equals(a.Element, b.Element)) && a.Roots.Any(x => b.Roots.Any(y => _memory.MayAlias(x, y)));

    private IEnumerable<Touch> Touches(Statement statement) => DeepWithin(statement).Where(_activity.IsActive).SelectMany(s => s switch
    {
        Load load => [Access(load, Effect.Adds)],
        Accumulate accumulate => [Access(accumulate, Effect.Reads)],
        Store store => [Access(store, Effect.Both)],
        Call call => call.Arguments.Where(a => a.Type.IsMemory).Select(a => new Touch(_memory.Reachable(a), null, IsJoinable(call) ? Effect.Adds : Effect.Both)),
        _ => (IEnumerable<Touch>)[],
    });

    private Touch Access(Statement access, Effect effect) => new(_memory.Roots(IrWalk.ArrayOf(access)), IrWalk.ArrayOf(access).Type.Element, effect);
}
