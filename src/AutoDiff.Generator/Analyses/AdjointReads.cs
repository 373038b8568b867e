using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// What the adjoint of a statement reads of the primal: the operands that the partials mention, indices, conditions, trip
/// counts. Nothing else is ever kept: <c>x</c> in <c>y = w * x</c> with constant w is not read.
/// </summary>
internal sealed class AdjointReads(RegionTree tree, ActivityAnalysis activity, SweepPlan sweeps, Instruments instruments, KnownValues known, TensorShapes shapes)
{
    /// <summary>All reads in the reverse sweep of a root, of Recorded statements and of InPlace loops that run again; Joined ones have their own sweeps.</summary>
    public IEnumerable<Value> In(Region region) => region.Body.SelectMany(Of).OfType<Value>();

    private IEnumerable<Operand> Of(Statement statement)
    {
        if (!activity.IsActive(statement) || sweeps.Of(statement) == Reversal.Joined) return [];
        return statement switch
        {
            Let s => OfLet(s),
            Load s => [.. s.Indices, .. instruments.Reads(s.Array, tree)],
            Store s => [.. s.Indices, .. ShapeOfWhole(s.Array, s.Indices, s.Stored), .. instruments.Reads(s.Array, tree)],
            Accumulate s => [.. s.Indices, .. ShapeOfWhole(s.Array, s.Indices, s.Addend), .. instruments.Reads(s.Array, tree)],
            Call s => OfCall(s),
            Push or Pop => [],
            _ => OfCompound(statement),
        };
    }

    // What memory has received as a whole has its cotangent read from the memory's shadow, in its own shape.
    private IEnumerable<Operand> ShapeOfWhole(Operand array, EquatableArray<Operand> indices, Operand written) =>
        array.Type.IsWhole(indices) && activity.IsActive(written) ? [Instruments.ShapeBeside((Value)written, tree)] : [];

    private IEnumerable<Operand> OfCall(Call call)
    {
        CallInstruments kept = instruments.Of(call);
        IEnumerable<Operand> own = call.Residuals is { } residuals ? [.. kept.Kept.Take(call.Callee.IsInstance ? 1 : 0), residuals] : kept.Kept;
        IEnumerable<Operand> memory = call.Pairs.Where(p => p.Parameter.IsDifferentiable && p.Argument.Type.IsMemory && activity.PassesDerivative(p.Argument)).Select(p => p.Argument)
            .Concat(call.Results.Where(r => r.Type.IsMemory && activity.IsActiveMemory(r)));
        return [.. own, .. kept.Shapes.SelectMany(s => s), .. kept.ResultShapes.OfType<Operand>(), .. memory.SelectMany(m => instruments.Reads(m, tree))];
    }

    private IEnumerable<Operand> OfCompound(Statement statement) => (statement, sweeps.Of(statement)) switch
    {
        (For s, Reversal.InPlace) => OfLoopThatRunsAgain(s),
        (If s, _) => [s.Condition, .. In(s.Then), .. In(s.Else)],
        (For s, _) => [s.Start, s.End, s.Step, .. In(s.Body)],
        (While s, _) => [instruments.TripCount(s), .. In(s.Body)],
        _ => throw new UnreachableException(),
    };

    private IEnumerable<Operand> OfLoopThatRunsAgain(For loop)
    {
        yield return loop.Start;
        yield return loop.End;
        yield return loop.Step;
        for (int i = 0; i < loop.Initial.Count; i++)
            if (!activity.IsActive(loop.Body.Parameters[i])) yield return loop.Initial[i];
        // Memory out of scope is only stored to (SweepPlan.CanRunAgain); those stores are not repeated.
        RegionNode root = sweeps.RootOf(tree.RegionOf(loop));
        foreach (Value value in loop.Body.FreeValues())
            if (!value.Type.IsMemory || sweeps.StaysInScope(value, root)) yield return value;
        // The shadows of outer memory that the adjoint of the body adds to or reads.
        foreach (Statement access in loop.Body.Deep().Where(s => s is Load or Store or Accumulate && activity.IsActive(s)))
        {
            foreach (Operand read in instruments.Reads(IrWalk.ArrayOf(access), tree))
                if (read is Value value && !tree.RegionOf(value).IsInside(tree.Node(loop.Body))) yield return value;
        }
    }

    private IEnumerable<Operand> OfLet(Let let)
    {
        if (let.Op.Equals(TensorRules.ValueOf)) yield return let.Arguments[0];
        if (let.Op == Primitive.Retain)
        {
            yield return let.Arguments[1];
            yield break;
        }
        if (TensorRules.IsMemory(let.Op))
            foreach (Operand read in instruments.Reads(let.Result, tree)) yield return read;
        if (TensorRules.IsView(let.Op)) yield break;
        EquatableArray<Expression?> partials = TensorRules.Of(let.Op)?.Pullbacks ?? ScalarRules.Of(let.Op)!.Partials;
        for (int i = 0; i < let.Arguments.Count; i++)
        {
            if (!activity.IsActive(let.Arguments[i]) || partials[i] is not { } partial) continue;
            foreach (Operand read in Of(partial, let)) yield return read;
            if (let.Arguments[i].Type is TensorType && shapes.MayBeBroadcast(let, let.Arguments[i]))
                foreach (Operand read in Of(TensorRules.ShapeOfArgument(i), let)) yield return read;
        }
    }

    private IEnumerable<Operand> Of(Expression expression, Let let) => expression switch
    {
        Expression.Argument a => [let.Arguments[a.Index]],
        Expression.Result => [let.Result],
        Expression.Number or Expression.Ordinal or Expression.Truth or Expression.Seed => [],
        Expression.Apply apply => known.Find(apply, let) is { } value ? [value] : apply.Arguments.SelectMany(a => Of(a, let)),
        _ => throw new UnreachableException(),
    };
}
