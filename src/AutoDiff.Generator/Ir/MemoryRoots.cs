using System.Diagnostics;

namespace AutoDiff.Generator.Ir;

/// <summary>Where memory comes from. Memory of different roots does not overlap, but for <see cref="UnknownRoot"/>.</summary>
internal abstract record MemoryRoot;

/// <summary>What a parameter refers to on entry.</summary>
internal sealed record ParameterRoot(Parameter Parameter) : MemoryRoot;

/// <summary>What an <see cref="Allocate"/> or <see cref="NewTape"/> makes, in whichever iteration.</summary>
internal sealed record AllocationRoot(Value Allocation) : MemoryRoot;

/// <summary>The arrays that a parameter's array of arrays holds on entry, all of them together: two rows may be one array.</summary>
internal sealed record RowsRoot(MemoryRoot Owner) : MemoryRoot;

/// <summary>Memory that a call returned: any that has been seen by code outside the method.</summary>
internal sealed record UnknownRoot : MemoryRoot
{
    public static UnknownRoot Instance { get; } = new();
}

/// <summary>
/// Alias analysis: for each operand that is memory (or a tape), the roots of what it may refer to.
/// </summary>
/// <remarks>
/// Flow-insensitive and forward, the least fixpoint of inclusions (Andersen, 1994): a slice has its array's roots, a result of an If those of
/// both yields, a carried value those of its initial value and its yield, an array loaded from an array of arrays those that were ever stored
/// there. For <c>double[] a = p ? x : new double[n]; Span&lt;double&gt; b = a.AsSpan(1)</c> the roots of b are {parameter x, the allocation}.
/// By contract, the arrays that a method writes overlap no other argument and sinks overlap nothing: so two parameters are
/// never aliases <em>where it matters</em>, between a write and another access.
/// </remarks>
internal sealed class MemoryRoots
{
    private static readonly HashSet<MemoryRoot> None = [];

    private readonly Dictionary<int, HashSet<MemoryRoot>> _roots = [];
    private readonly Dictionary<MemoryRoot, HashSet<MemoryRoot>> _contents = [];
    private readonly HashSet<MemoryRoot> _escaped = [];
    private bool _changed;

    private MemoryRoots()
    {
    }

    public static MemoryRoots Analyze(FunctionIr function)
    {
        MemoryRoots result = new();
        result._contents[UnknownRoot.Instance] = [UnknownRoot.Instance];
        foreach (Parameter parameter in function.Parameters.Where(p => IsReference(p.Value)))
        {
            result.Add(parameter.Value, new HashSet<MemoryRoot> { new ParameterRoot(parameter) });
            result.AddRows(new ParameterRoot(parameter), parameter.Value.Type);
        }
        do
        {
            result._changed = false;
            result.Visit(function.Body);
            result.CloseEscaped(function);
        }
        while (result._changed);
        return result;
    }

    /// <summary>The roots of what the operand may refer to; none for a scalar and for null.</summary>
    public IReadOnlyCollection<MemoryRoot> Roots(Operand operand) => RootsOf(operand);

    /// <summary>The memory that may be stored in a root's elements: the rows of an array of arrays, what a tape of arrays holds.</summary>
    public IReadOnlyCollection<MemoryRoot> Contents(MemoryRoot root) => ContentsOf(root);

    /// <summary>The roots of what the operand refers to, and of all that is stored in it: an array of arrays with its rows.</summary>
    public HashSet<MemoryRoot> Reachable(Operand operand)
    {
        HashSet<MemoryRoot> reachable = [];
        Queue<MemoryRoot> open = new(RootsOf(operand));
        while (open.Count > 0)
        {
            MemoryRoot root = open.Dequeue();
            if (!reachable.Add(root)) continue;
            foreach (MemoryRoot content in ContentsOf(root)) open.Enqueue(content);
        }
        return reachable;
    }

    /// <summary>
    /// True if code outside the method may hold the root's memory: parameters but for sinks and tangents, what is stored in them, passed to a call, or returned by one.
    /// </summary>
    public bool HasEscaped(MemoryRoot root) => _escaped.Contains(root);

    /// <summary>The memory that the function allocates and code outside it may hold.</summary>
    public IEnumerable<MemoryRoot> EscapedAllocations => _escaped.Where(r => r is AllocationRoot);

    /// <summary>
    /// True if an element of one operand's memory may be an element of the other's. The operands refer to arrays, spans, references or tapes.
    /// </summary>
    public bool MayAlias(Operand a, Operand b) =>
        Equals(a.Type.Element, b.Type.Element) && RootsOf(a).Any(x => RootsOf(b).Any(y => MayAlias(x, y)));

    public bool MayAlias(Operand operand, MemoryRoot root) => RootsOf(operand).Any(r => MayAlias(r, root));

    public bool MayAlias(MemoryRoot a, MemoryRoot b) =>
        a == b || (a is UnknownRoot && HasEscaped(b)) || (b is UnknownRoot && HasEscaped(a));

    private static bool IsReference(Operand operand) => operand.Type is ArrayType or SpanType or RefType or StructType or TapeType or TensorMemoryType;

    private HashSet<MemoryRoot> RootsOf(Operand operand) =>
        operand is Value value && _roots.TryGetValue(value.Id, out HashSet<MemoryRoot>? roots) ? roots : None;

    private HashSet<MemoryRoot> ContentsOf(MemoryRoot root) => _contents.TryGetValue(root, out HashSet<MemoryRoot>? contents) ? contents : None;

    private void AddRows(MemoryRoot owner, IrType type)
    {
        if (!Held(type).Any()) return;
        RowsRoot rows = new(owner);
        AddContents(owner, new HashSet<MemoryRoot> { rows });
        foreach (IrType row in Held(type)) AddRows(rows, row);
    }

    /// <summary>The types of memory that memory holds: rows, and leaves that are arrays.</summary>
    private static IEnumerable<IrType> Held(IrType type) => (type as StructType ?? type.Element) switch
    {
        ArrayType row => [row],
        StructType s => s.Leaves.Select(l => l.Type).Where(t => t.IsMemory),
        _ => [],
    };

    private void Add(Value value, IEnumerable<MemoryRoot> roots) => Include(_roots, value.Id, roots);

    private void AddContents(MemoryRoot owner, IEnumerable<MemoryRoot> roots) => Include(_contents, owner, roots);

    private void Include<TKey>(Dictionary<TKey, HashSet<MemoryRoot>> sets, TKey key, IEnumerable<MemoryRoot> roots)
    {
        if (!sets.TryGetValue(key, out HashSet<MemoryRoot>? set)) sets[key] = set = [];
        foreach (MemoryRoot root in roots.ToList()) _changed |= set.Add(root);
    }

    private void Escape(IEnumerable<MemoryRoot> roots)
    {
        foreach (MemoryRoot root in roots) _changed |= _escaped.Add(root);
    }

    private void Bind(IReadOnlyList<Value> values, IReadOnlyList<Operand> operands)
    {
        for (int i = 0; i < values.Count; i++)
            if (IsReference(values[i])) Add(values[i], RootsOf(operands[i]));
    }

    private void Visit(Region region)
    {
        foreach (Statement statement in region.Body)
        {
            if (statement is For f) Bind(f.Body.Parameters, f.Initial);
            if (statement is While w)
            {
                Bind(w.Condition.Parameters, w.Initial);
                Bind(w.Body.Parameters, w.Initial);
            }
            foreach (Region nested in statement.Regions()) Visit(nested);
            Visit(statement);
        }
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let { Result.Type: TensorMemoryType } s when s.Arguments[0].Type is not TensorMemoryType:
                Add(s.Result, new HashSet<MemoryRoot> { new AllocationRoot(s.Result) });
                break;
            case Let s when IsReference(s.Result):
                foreach (Operand argument in s.Arguments) Add(s.Result, RootsOf(argument));
                break;
            case Load s when IsReference(s.Result):
                foreach (MemoryRoot root in RootsOf(s.Array).ToList()) Add(s.Result, ContentsOf(root));
                break;
            case Pop s when IsReference(s.Result):
                foreach (MemoryRoot root in RootsOf(s.Tape).ToList()) Add(s.Result, ContentsOf(root));
                break;
            case Store s when IsReference(s.Stored):
                foreach (MemoryRoot root in RootsOf(s.Array).ToList()) AddContents(root, RootsOf(s.Stored));
                break;
            case Push s when IsReference(s.Pushed):
                foreach (MemoryRoot root in RootsOf(s.Tape).ToList()) AddContents(root, RootsOf(s.Pushed));
                break;
            case Allocate s: Add(s.Result, new HashSet<MemoryRoot> { new AllocationRoot(s.Result) }); break;
            case NewTape s: Add(s.Result, new HashSet<MemoryRoot> { new AllocationRoot(s.Result) }); break;
            case Slice s: Add(s.Result, RootsOf(s.Array)); break;
            case If s:
                Bind(s.Results, s.Then.Yields);
                Bind(s.Results, s.Else.Yields);
                break;
            case For s:
                Bind(s.Body.Parameters, s.Body.Yields);
                Bind(s.Results, s.Initial);
                Bind(s.Results, s.Body.Yields);
                break;
            case While s:
                Bind(s.Condition.Parameters, s.Body.Yields);
                Bind(s.Body.Parameters, s.Body.Yields);
                Bind(s.Results, s.Initial);
                Bind(s.Results, s.Body.Yields);
                break;
            case Invoke s: VisitCall(s); break;
            case Call s: VisitCall(s); break;
            case Let or Load or Pop or Store or Push or Length or Accumulate or Clear or MoveRecords or Throw or Section: break;
            default: throw new UnreachableException();
        }
    }

    // A call may keep its arguments, return any of them, and store what it likes into them; what the runtime adds in place it does not keep.
    private void VisitCall(Invoke call)
    {
        if (call.Result is null && call.Method.StartsWith("global::AutoDiff.Tensor.", StringComparison.Ordinal)) return;
        List<MemoryRoot> passed = call.Arguments.SelectMany(RootsOf).Distinct().ToList();
        Escape(passed);
        foreach (Operand argument in call.Arguments.Where(a => Held(a.Type).Any()))
            foreach (MemoryRoot root in RootsOf(argument).ToList()) AddContents(root, [UnknownRoot.Instance, .. passed]);
        if (call.Result is { } result && IsReference(result)) Add(result, [UnknownRoot.Instance, .. passed]);
    }

    // What is called by contract keeps nothing, returns fresh memory, and may store arguments into arrays of arrays that it writes.
    private void VisitCall(Call call)
    {
        foreach (Value result in call.Results.Where(IsReference))
        {
            Add(result, new HashSet<MemoryRoot> { new AllocationRoot(result) });
            AddRows(new AllocationRoot(result), result.Type);
        }
        foreach (Operand holder in call.Written.Where(a => a.Type.Element is ArrayType))
            foreach (MemoryRoot root in RootsOf(holder).ToList()) AddContents(root, call.Arguments.Where(a => a.Type == holder.Type.Element).SelectMany(RootsOf));
    }

    private void CloseEscaped(FunctionIr function)
    {
        Escape([UnknownRoot.Instance]);
        Escape(function.Parameters.Where(p => p.Role is not (ParameterRole.Sink or ParameterRole.Tangent) && IsReference(p.Value)).Select(p => new ParameterRoot(p)));
        foreach (MemoryRoot root in _escaped.ToList()) Escape(ContentsOf(root));
    }
}
