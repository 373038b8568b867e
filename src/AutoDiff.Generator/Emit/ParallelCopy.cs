using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// The order of copies that take place all at once, as at the end of a loop's body: a variable is assigned after its old value has been
/// copied, and what is left are cycles (a swap is one of two).
/// </summary>
internal static class ParallelCopy
{
    /// <returns>Groups to be carried out one after the other: a single copy, or a cycle in which each target is the next one's source.</returns>
    public static List<List<(Variable Target, Operand Source)>> Order(IEnumerable<(Variable Target, Operand Source)> copies, Func<Operand, Variable?> variableOf)
    {
        List<(Variable Target, Operand Source)> pending = copies.Where(c => variableOf(c.Source) != c.Target).ToList();
        List<List<(Variable, Operand)>> groups = [];
        while (pending.Count > 0)
        {
            int ready = pending.FindIndex(c => pending.All(o => o.Target == c.Target || variableOf(o.Source) != c.Target));
            if (ready >= 0)
            {
                groups.Add([pending[ready]]);
                pending.RemoveAt(ready);
                continue;
            }
            // Every target is the source of another copy: so each is the source of exactly one, and following them comes back.
            List<(Variable Target, Operand Source)> cycle = [pending[0]];
            while (variableOf(cycle[cycle.Count - 1].Source) is { } next && next != cycle[0].Target) cycle.Add(pending.Single(c => c.Target == next));
            groups.Add([.. cycle]);
            pending.RemoveAll(cycle.Contains);
        }
        return groups;
    }
}
