using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analyses;

/// <summary>How a compound statement takes part in the two sweeps.</summary>
internal enum Reversal
{
    /// <summary>It runs in the forward sweep, recording; its mirror runs in the reverse sweep.</summary>
    Recorded,

    /// <summary>
    /// A sum loop: it runs in the forward sweep and records nothing; in the reverse sweep one loop runs each iteration's forward part
    /// and its adjoint together.
    /// </summary>
    InPlace,

    /// <summary>
    /// The cotangents it needs are known before it runs: forward part and adjoint run together, once, at its place in the forward sweep.
    /// Each of its regions is a sweep of its own.
    /// </summary>
    Joined,
}

/// <summary>
/// Decides for each If and loop how it is reversed. A <em>root</em> is a region that is swept forward and in reverse at a
/// stretch, so that its own values are still in scope in the reverse sweep: the body of the function, the arms and bodies of Joined and InPlace statements.
/// </summary>
/// <remarks>
/// A sum loop is a For whose active carried values are only added to, and whose iterations do not hand each other active memory. Its carried
/// cotangents are then the same in every iteration, so an iteration may be reversed as soon as it has run.
/// Example: <c>for (i…) s += f(x[i])</c>; in <c>return a * s</c> with constant a its cotangent is known beforehand (Joined), in <c>return s * s</c> it is not (InPlace).
/// </remarks>
internal sealed partial class SweepPlan
{
    private readonly RegionTree _tree;
    private readonly ActivityAnalysis _activity;
    private readonly MemoryRoots _memory;
    private readonly UseMap _uses;
    private readonly SumChains _sums;
    private readonly IterationPlaces _places;
    private readonly Dictionary<Statement, Reversal> _reversals = new(ReferenceComparer<Statement>.Instance);
    private readonly HashSet<RegionNode> _roots = [];
    private readonly List<Statement> _writes;

    private readonly bool _joinsCalls;

    private SweepPlan(RegionTree tree, ActivityAnalysis activity, MemoryRoots memory, bool joins, bool joinsCalls)
    {
        (_tree, _activity, _memory, _joinsCalls) = (tree, activity, memory, joinsCalls);
        _uses = new UseMap(tree);
        _sums = new(tree, _uses);
        _places = new(tree);
        _writes = [.. tree.Statements.Where(s => s is Store or Accumulate or Call)];
        if (joins) PlanRoot(tree.Body);
        else _roots.Add(tree.Body);
    }

    /// <param name="tree">The function.</param>
    /// <param name="activity">Which values are active.</param>
    /// <param name="memory">Which memory may be the same.</param>
    /// <param name="joins">False: everything is Recorded.</param>
    /// <param name="joinsCalls">Whether a call by contract may be Joined.</param>
    public static SweepPlan Make(RegionTree tree, ActivityAnalysis activity, MemoryRoots memory, bool joins, bool joinsCalls) => new(tree, activity, memory, joins, joinsCalls);

    public Reversal Of(Statement statement) => _reversals.TryGetValue(statement, out Reversal reversal) ? reversal : Reversal.Recorded;

    public bool IsRoot(RegionNode node) => _roots.Contains(node);

    /// <summary>The root whose sweeps a region belongs to.</summary>
    public RegionNode RootOf(RegionNode node) => node.Chain().First(IsRoot);

    private void PlanRoot(RegionNode root)
    {
        _roots.Add(root);
        foreach (Statement statement in root.Region.Body)
        {
            if (_activity.IsActive(statement) && IsJoinable(statement, root))
            {
                _reversals[statement] = Reversal.Joined;
                foreach (Region region in statement.Regions()) PlanRoot(_tree.Node(region));
            }
            else
            {
                PlanInPlace(statement, root);
            }
        }
    }

    private void PlanInPlace(Statement statement, RegionNode root)
    {
        if (!_activity.IsActive(statement)) return;
        if (statement is For loop && IsSumLoop(loop) && CanRunAgain(loop, root) && PaysToRunAgain(loop, root))
        {
            _reversals[loop] = Reversal.InPlace;
            PlanRoot(_tree.Node(loop.Body));
            return;
        }
        foreach (Statement inner in statement.Regions().SelectMany(r => r.Body)) PlanInPlace(inner, root);
    }

    // ---- Joined ----

    private bool IsJoinable(Statement statement, RegionNode root)
    {
        if (statement is not (If or Call) && !(statement is For loop && IsSumLoop(loop))) return false;
        if (DeepWithin(statement).Any(s => _activity.IsActive(s) && (s is Push or Pop || (s is Call call && !IsJoinable(call))))) return false;
        return statement.Definitions().All(r => !_activity.IsActive(r) || IsCotangentKnownBefore(r, statement, root))
            && !MemoryIsTouchedLater(statement, root);
    }

    /// <summary>
    /// True if the cotangent of a value that the statement defines needs nothing but what is known before the statement: it flows
    /// back from the root's yields through operations whose partials mention only earlier values.
    /// </summary>
    private bool IsCotangentKnownBefore(Value value, Statement statement, RegionNode root) =>
        _uses.Of(value).All(use => use switch
        {
            { Statement: null } => use.Region == root || !_activity.IsActive(value) || !IsActiveYield(use.Region, value),
            { Statement: Let let } when !_activity.IsActive(let) => true,
            { Statement: Let let } => use.Region == root && PartialsAreKnownBefore(let, value, statement)
                && IsCotangentKnownBefore(let.Result, statement, root),
            { Statement: Store or Accumulate or Call or Push or For or While } => !_activity.IsActive(use.Statement),
            _ => true,
        });

    private bool IsActiveYield(RegionNode region, Value value)
    {
        EquatableArray<Value> results = region.Owner switch
        {
            If s => s.Results,
            For s => s.Results,
            While s when ReferenceEquals(s.Body, region.Region) => s.Results,
            _ => EquatableArray<Value>.Empty,
        };
        for (int i = 0; i < results.Count; i++)
            if (region.Region.Yields[i] == value && (_activity.IsActive(results[i]) || region.IsLoop)) return true;
        return false;
    }

    private bool PartialsAreKnownBefore(Let let, Value value, Statement statement)
    {
        if (ScalarRules.Of(let.Op) is not { } rule || let.Result.Type is TensorType) return false;
        for (int i = 0; i < let.Arguments.Count; i++)
        {
            if (let.Arguments[i] != value || rule.Partials[i] is not { } partial) continue;
            if (partial.Mentions(Expression.Result.Instance)) return false;
            for (int j = 0; j < let.Arguments.Count; j++)
                if (partial.Mentions(new Expression.Argument(j)) && !IsKnownBefore(let.Arguments[j], statement)) return false;
        }
        return true;
    }

    private bool IsKnownBefore(Operand operand, Statement statement) =>
        operand is not Value value || _tree.DefinitionOf(value) is not { } definition || _tree.OrderOf(definition) < _tree.OrderOf(statement);

    // ---- InPlace ----

    /// <summary>True if the loop, run once more after the rest of the root's forward sweep, computes the same and disturbs nothing.</summary>
    private bool CanRunAgain(For loop, RegionNode root)
    {
        if (loop.Initial.Concat(ReadInside(loop)).Any(o => o.Type.IsMemory && !IsDefinedIn(o, loop) && !StaysInScope(o, root))) return false;
        foreach (Statement statement in loop.Body.Deep())
        {
            bool can = statement switch
            {
                Invoke or Call or Push or Pop or NewTape or Throw => false,
                Load load when IsOuter(load.Array, loop) => StaysInScope(load.Array, root)
                    && !_writes.Any(w => MayWrite(w, load.Array) && (_tree.IsWithin(w, loop) || RunsAfter(w, loop, root))),
                // An array of the iteration that outlives it: run again, there would be another one in its place.
                Store { Stored.Type.IsMemory: true } store when IsOuter(store.Array, loop) => false,
                Store store when IsOuter(store.Array, loop) => !_writes.Any(w => MayWrite(w, store.Array) && RunsAfter(w, loop, root)),
                Accumulate accumulate => !IsOuter(accumulate.Array, loop),
                _ => true,
            };
            if (!can) return false;
        }
        return true;
    }

    // All that the body needs again: not what it only stores to, for those stores are not repeated.
    private static IEnumerable<Operand> ReadInside(For loop) =>
        loop.Body.Deep().SelectMany(s => s is Store store ? [.. store.Indices, store.Stored] : s.Uses()).Concat(loop.Body.DeepRegions().SelectMany(r => r.Yields));

    private bool IsDefinedIn(Operand operand, For loop) => operand is Value value && _tree.RegionOf(value).IsInside(_tree.Node(loop.Body));

    // At the function's own level a record would be as long as the loop. Inside another loop it is small and used again in each iteration: cheaper than
    // to run inner loops or expensive functions twice, unless the body has arrays of its own, whose elements would all be recorded.
    private bool PaysToRunAgain(For loop, RegionNode root) =>
        !root.Chain().Any(n => n.IsLoop)
        || !loop.Body.Deep().Any(s => s is For or While or Let { Op.Cost: Cost.Expensive })
        || loop.Body.Deep().Any(s => s is Allocate);

    private bool MayWrite(Statement write, Operand array) =>
        write is Call call ? call.Written.Any(a => _memory.MayAlias(a, array)) : _memory.MayAlias(IrWalk.ArrayOf(write), array);

    private bool RunsAfter(Statement write, For loop, RegionNode root) =>
        !_tree.IsWithin(write, loop) && _tree.RegionOf(write).IsInside(root) && _tree.MayFollow(loop, write, root);

    /// <summary>False for memory that is allocated inside the root's loops or branches: it can't be reached from the reverse sweep.</summary>
    public bool StaysInScope(Operand array, RegionNode root)
    {
        while (array is Value value && _tree.RegionOf(value) is var region && region != root && region.IsInside(root))
        {
            switch (_tree.DefinitionOf(value))
            {
                case Slice slice: array = slice.Array; break;
                case Load row: array = row.Array; break;
                default: return false;
            }
        }
        return true;
    }

    // ---- Sum loops ----

    private bool IsSumLoop(For loop)
    {
        for (int i = 0; i < loop.Results.Count; i++)
        {
            bool active = _activity.IsActive(loop.Body.Parameters[i]) || _activity.IsActive(loop.Results[i]);
            if (active && !_sums.IsOnlyAddedTo(loop, i)) return false;
            if (loop.Results[i].Type.IsMemory && _activity.IsActiveMemory(loop.Results[i])) return false;
        }
        return IterationsAreIndependent(loop);
    }

    /// <summary>
    /// True if no iteration reads or overwrites active memory that another one wrote: outer memory that the body writes is
    /// accessed only at elements that the counter tells apart.
    /// </summary>
    private bool IterationsAreIndependent(For loop)
    {
        if (loop.Body.Deep().OfType<Call>().Any(c => c.Written.Any(_activity.IsActiveMemory))) return false;
        List<Statement> accesses = [.. loop.Body.Deep().Where(s => s is Load or Store or Accumulate && IsOuter(IrWalk.ArrayOf(s), loop) && IrWalk.ArrayOf(s).Type.CarriesFloat)];
        foreach (Statement write in accesses.Where(s => s is Store { Stored.Type.IsMemory: true } || (s is Store or Accumulate && _activity.IsActiveMemory(IrWalk.ArrayOf(s)))))
        {
            List<Statement> same = [.. accesses.Where(s => _memory.MayAlias(IrWalk.ArrayOf(s), IrWalk.ArrayOf(write)))];
            if (write is Accumulate && same.All(s => s is Accumulate)) continue;
            if (!_places.AreApart(same, loop)) return false;
        }
        return true;
    }

    /// <summary>True if the memory exists before the loop: it is not allocated in its body.</summary>
    public bool IsOuter(Operand array, For loop)
    {
        while (array is Value value && _tree.DefinitionOf(value) is { } definition && _tree.IsWithin(definition, loop))
        {
            switch (definition)
            {
                case Slice slice: array = slice.Array; break;
                case Load row: array = row.Array; break;
                case Allocate: return false;
                default: return true;
            }
        }
        return true;
    }

    private static IEnumerable<Statement> DeepWithin(Statement statement) => [statement, .. statement.Regions().SelectMany(r => r.Deep())];
}
