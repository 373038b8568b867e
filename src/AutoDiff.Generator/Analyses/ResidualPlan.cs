using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// How the reverse sweep of one root gets the primal values that it reads. Values of the root itself are still in scope. Of those inside its
/// loops and branches, some are computed again from others, the rest is recorded in the forward sweep: those of a minimum cut between what
/// can't be computed again (carried values, results of expensive functions, loads from overwritten memory) and what is read,
/// weighted by the bytes that recording takes.
/// </summary>
/// <remarks>
/// Backward over the data flow. Example: of <c>for (…) { u = t + 1; v = u * c; t = t * v; }</c> the reverse sweep reads t and v; u and v follow from t,
/// so t alone is recorded. Reference: Naumann, "Optimal Jacobian accumulation is NP-complete" for the general problem; Moses and Churavy
/// (Enzyme) for the cut.
/// </remarks>
internal sealed class ResidualPlan
{
    // A loop is taken to run this many times when records at different depths are weighed.
    private const double TypicalTrips = 1000;

    private readonly RegionTree _tree;
    private readonly RegionNode _root;
    private readonly Staleness _staleness;
    private readonly Instruments _instruments;
    private readonly bool _keepsQuotients;
    private readonly HashSet<int> _recorded = [];
    private readonly Dictionary<int, IReadOnlyList<Operand>?> _recomputable = [];

    /// <param name="tree">The function.</param>
    /// <param name="root">The root.</param>
    /// <param name="reads">What the reverse sweep reads.</param>
    /// <param name="staleness">Which memory has been overwritten by then.</param>
    /// <param name="instruments">What the primal carries along.</param>
    /// <param name="minimizes">False: whatever is read is recorded.</param>
    /// <param name="isApart">True if a record outside loops is a field of the residuals, not a local.</param>
    public ResidualPlan(RegionTree tree, RegionNode root, AdjointReads reads, Staleness staleness, Instruments instruments, bool minimizes, bool isApart)
    {
        (_tree, _root, _staleness, _instruments, _keepsQuotients) = (tree, root, staleness, instruments, !isApart);
        List<Value> needed = [.. reads.In(root.Region).Where(IsInner).Distinct()];
        if (minimizes) Cut(needed);
        else RecordAll(needed);
    }

    /// <summary>True if the forward sweep records the value; else it is in scope or computed again.</summary>
    public bool IsRecorded(Value value) => _recorded.Contains(value.Id);

    public IReadOnlyCollection<int> Recorded => _recorded;

    // Inside the root, but not in scope in its reverse sweep.
    private bool IsInner(Value value)
    {
        RegionNode node = _tree.RegionOf(value);
        return node != _root && node.IsInside(_root);
    }

    private void Cut(List<Value> needed)
    {
        MinimumCut cut = new();
        Dictionary<int, Value> values = [];
        Queue<Value> open = new(needed);
        void Visit(Value value)
        {
            if (cut.Contains(value.Id)) return;
            cut.AddVertex(value.Id, Capacity(value));
            values[value.Id] = value;
            open.Enqueue(value);
        }
        open.Clear();
        foreach (Value value in needed)
        {
            Visit(value);
            cut.AddSink(value.Id);
        }
        while (open.Count > 0)
        {
            Value value = open.Dequeue();
            if (Inputs(value) is not { } inputs)
            {
                cut.AddSource(value.Id);
                continue;
            }
            foreach (Value input in inputs.OfType<Value>().Where(IsInner).Distinct())
            {
                Visit(input);
                cut.AddDependency(input.Id, value.Id);
            }
        }
        if (cut.Solve() is not { } recorded) throw new UnsupportedDerivativeException(Unrecordable(values.Values));
        _recorded.UnionWith(recorded);
    }

    // The plan switched off: whatever is read is recorded, where it can be.
    private void RecordAll(List<Value> needed)
    {
        HashSet<int> seen = [];
        Queue<Value> open = new(needed);
        while (open.Count > 0)
        {
            Value value = open.Dequeue();
            if (!seen.Add(value.Id) || IsCounter(value)) continue;
            if (!double.IsPositiveInfinity(Capacity(value)))
            {
                _recorded.Add(value.Id);
                continue;
            }
            if (Inputs(value) is not { } inputs) throw new UnsupportedDerivativeException(Unrecordable([value]));
            foreach (Value input in inputs.OfType<Value>().Where(IsInner)) open.Enqueue(input);
        }
    }

    private string Unrecordable(IEnumerable<Value> values)
    {
        Value value = values.First(v => double.IsPositiveInfinity(Capacity(v)) && Inputs(v) is null);
        return $"the {(value.Type is SpanType ? "span" : "array")} variable '{value.Name ?? "?"}' is re-pointed inside a loop";
    }

    /// <summary>The operands from which the reverse sweep can compute the value again; null if it can't, or should not.</summary>
    public IReadOnlyList<Operand>? Inputs(Value value)
    {
        if (!_recomputable.TryGetValue(value.Id, out IReadOnlyList<Operand>? inputs)) _recomputable[value.Id] = inputs = FindInputs(value);
        return inputs;
    }

    private IReadOnlyList<Operand>? FindInputs(Value value)
    {
        if (IsCounter(value)) return [];
        if (Induction.Of(value, _tree) is { } induction)
        {
            List<Operand> operands = [induction.Initial, induction.Step, induction.Loop.Start, induction.Loop.Step];
            if (_tree.RegionOf(value) == _tree.Node(induction.Loop.Body)) operands.Add(induction.Loop.Index);
            else operands.Add(induction.Loop.End);
            return operands;
        }
        return _tree.DefinitionOf(value) switch
        {
            Let s when s.Op.Cost == Cost.Cheap && !IsBetterKept(s) => s.Arguments.ToList(),
            Load s when !_staleness.IsStale(s, _root) => [s.Array, .. s.Indices],
            Length s => [s.Array],
            Slice s => [s.Array, .. Present(s.Start), .. Present(s.Count)],
            If s when s.Regions().All(CanRunAgain) => [s.Condition, .. s.Then.FreeValues(), .. s.Else.FreeValues()],
            _ => null,
        };
    }

    // Outside loops a record is a local: cheaper than to divide once more.
    private bool IsBetterKept(Let let) => _keepsQuotients && let.Result.Type.IsFloat && (let.Op == Primitive.Divide || let.Op.Name == "Sqrt") && LoopsAround(let.Result) == 0;

    private int LoopsAround(Value value) => _tree.RegionOf(value).Chain().TakeWhile(n => n != _root).Count(n => n.IsLoop);

    // The counter of a loop that the reverse sweep mirrors: the mirror has a counter of its own.
    private bool IsCounter(Value value) => _tree.DefinitionOf(value) switch
    {
        For s => s.Index == value,
        While s => _instruments.IsTripCounter(value) && s.Body.Parameters.Contains(value),
        _ => false,
    };

    private bool CanRunAgain(Region region) => region.Body.All(s => s switch
    {
        Let let => let.Op.Cost == Cost.Cheap,
        Load load => load.Result.Type is ScalarType && !_staleness.IsStale(load, _root),
        Length or Slice => true,
        If branch => branch.Regions().All(CanRunAgain),
        _ => false,
    });

    private double Capacity(Value value)
    {
        // Of references only the forward shadows of re-pointed arrays are recorded; the primal's scratch arrays are not kept alive.
        if (value.Type is SpanType or RefType or TapeType or OpaqueType { IsStorable: false } || (value.Type is ArrayType && _tree.DefinitionOf(value) is Allocate && !_instruments.IsRecordable(value)))
            return MinimumCut.Unbounded;
        int depth = LoopsAround(value);
        return Bytes(value.Type) * Math.Pow(TypicalTrips, depth) * (depth == 0 ? 1e-3 : 1);
    }

    // Of a tensor the elements are kept alive.
    private static int Bytes(IrType type) => type is ScalarType scalar ? scalar.Width / 8 : type is TensorType ? 4096 : 8;

    private static IEnumerable<Operand> Present(Operand? operand) => operand is null ? [] : [operand];
}
