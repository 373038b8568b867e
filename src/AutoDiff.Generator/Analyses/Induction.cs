using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Integer variables that a For changes by the same amount in every iteration: their value is <c>initial + trip · step</c>, so the reverse sweep
/// computes it from the counter instead of recording it. Example: <c>k</c> in <c>for (j…) { … l[k] …; k++; }</c>.
/// </summary>
/// <param name="Loop">The loop that carries the variable.</param>
/// <param name="Initial">Its value before the loop.</param>
/// <param name="Step">What is added per iteration, invariant in the loop.</param>
/// <param name="Negative">True if it is subtracted.</param>
internal sealed record Induction(For Loop, Operand Initial, Operand Step, bool Negative)
{
    /// <summary>The induction that a carried value of a For follows (parameter of its body, or its result); null if it follows none.</summary>
    public static Induction? Of(Value value, RegionTree tree)
    {
        if (!value.Type.IsInteger || tree.DefinitionOf(value) is not For loop) return null;
        for (int i = 0; i < loop.Results.Count; i++)
        {
            Value parameter = loop.Body.Parameters[i];
            if (value != parameter && value != loop.Results[i]) continue;
            if (loop.Body.Yields[i] is not Value next || tree.DefinitionOf(next) is not Let { Op.Name: "Add" or "Subtract" } let) return null;
            Operand? step = let.Arguments[0] == parameter ? let.Arguments[1] : let.Op == Primitive.Add && let.Arguments[1] == parameter ? let.Arguments[0] : null;
            bool invariant = step is Constant || (step is Value s && !tree.RegionOf(s).IsInside(tree.Node(loop.Body)));
            return invariant ? new Induction(loop, loop.Initial[i], step!, let.Op == Primitive.Subtract) : null;
        }
        return null;
    }
}
