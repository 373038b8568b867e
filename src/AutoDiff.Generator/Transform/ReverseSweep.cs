using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Reverse mode: from the primal to its VJP, one function that runs the primal (forward sweep) and then its statements backwards (reverse sweep),
/// each with the adjoint that DESIGN.md section 4 gives. Analyses decide (which values are active, how each statement is reversed, what is recorded);
/// this class applies. The aspects: <c>.Forward</c> copies the primal and records, <c>.Residuals</c> gives the reverse sweep the primal values it reads,
/// <c>.Statements</c> has the adjoint of each simple statement, <c>.Branches</c> and <c>.Loops</c> mirror control flow, <c>.Memory</c> makes shadows.
/// Reference: Griewank and Walther, "Evaluating Derivatives", chapters 4 to 6.
/// </summary>
internal sealed partial class ReverseSweep
{
    private readonly FunctionIr _function;
    private readonly IrBuilder _builder;
    private readonly AdjointAlgebra _algebra;
    private readonly RegionTree _tree;
    private readonly ActivityAnalysis _activity;
    private readonly SweepPlan _sweeps;
    private readonly AdjointReads _reads;
    private readonly Staleness _staleness;
    private readonly KnownValues _known;
    private readonly Instruments _instruments;
    private readonly MemoryRoots _memory;
    private readonly UseMap _uses;
    private readonly AdjointTargets _targets;
    private readonly TensorShapes _shapes;
    private readonly GeneratorOptions _options;

    private readonly bool _isApart;

    private ReverseSweep(FunctionIr function, Instruments instruments, GeneratorOptions options, bool isApart, bool joinsCalls)
    {
        (_function, _instruments, _options, _isApart) = (function, instruments, options, isApart);
        _builder = new IrBuilder(function.NextId);
        _algebra = new AdjointAlgebra(_builder);
        _tree = new RegionTree(function);
        _memory = MemoryRoots.Analyze(function);
        _activity = ActivityAnalysis.Analyze(function, _memory);
        _sweeps = SweepPlan.Make(_tree, _activity, _memory, options.PlanResiduals && !isApart, joinsCalls);
        _known = new KnownValues(_tree);
        _shapes = new TensorShapes(_tree);
        _reads = new AdjointReads(_tree, _activity, _sweeps, instruments, _known, _shapes);
        _staleness = new Staleness(_tree, _memory, isApart);
        _uses = new UseMap(_tree);
        _targets = new AdjointTargets(_tree, _activity);
        _cotangents = new CotangentMap();
    }

    /// <summary>The VJP of a function: its parameters, then the cotangent of its result, then the sinks; it yields the primal's value.</summary>
    /// <param name="primal">What to differentiate.</param>
    /// <param name="options">What the build asks for.</param>
    /// <param name="isApart">True if the function is to be cut in two at its section «reverse sweep», see <see cref="PullbackSplit"/>.</param>
    /// <param name="joinsCalls">True if a call by contract may become one of the callee's VJP. That is not differentiated again.</param>
    public static FunctionIr Transform(FunctionIr primal, GeneratorOptions options, bool isApart = false, bool joinsCalls = false)
    {
        StoppedMemory.Analyze(primal).RefuseMixed();
        StoredRows.Refuse(primal);
        primal = ShapeKeeping.Run(BranchSinking.Run(primal));
        if (options.PlanResiduals) primal = EarlyFactors.Run(AllocationSinking.Run(primal));
        (FunctionIr function, Instruments instruments) = Instrumentation.Run(primal, isApart);
        return new ReverseSweep(function, instruments, options, isApart, joinsCalls).Run();
    }

    private FunctionIr Run()
    {
        foreach (Parameter parameter in _function.Parameters) _map[parameter.Value.Id] = parameter.Value;
        bool joins = _tree.Body.Region.Body.Any(s => _sweeps.Of(s) == Reversal.Joined);
        _builder.Append(new Section(joins ? Section.Joined : Section.Forward));
        Parameter? cotangent = _function.Parameters.FirstOrDefault(p => p.Role == ParameterRole.Cotangent);
        // Of a struct result each leaf has its own, which is read where the reverse sweep begins. It is zero for a leaf that the caller computed but did not select.
        Selection selection = _function.Body.Yields.Count > 1 ? Selection.Memory : Selection.None;
        List<Statement> loads = [];
        Seed?[] seeds = [.. _function.Body.Yields.Select((y, i) => _activity.IsActive(y) ? new Seed(CotangentOf(i, cotangent!.Value, loads), selection) : null)];
        if (joins) _builder.Append(loads);
        if (_isApart && MayLackCotangents()) _algebra.MarkOptional(seeds.Select(s => s?.Operand).OfType<Value>());
        Sweep(_tree.Body, seeds, () =>
        {
            if (_isApart)
                foreach ((Value sink, Value copy) in _instruments.CopiedSinks) _builder.Append(_builder.CopyElements(sink, Get(copy), _builder.Length(sink)));
            if (cotangent is null) return;
            if (!joins) _builder.Append(loads);
            for (int i = 0; i < seeds.Length; i++)
                if (seeds[i] is { Operand: Value { Type: TensorType } seed }) CheckTensorShape(_function.Body.Yields[i], seed, cotangent.Value.Name!);
            AddResultCotangents(cotangent.Value);
        });
        foreach (Parameter parameter in _function.Parameters)
        {
            if (parameter.Role != ParameterRole.Differentiable || !parameter.Value.Type.IsContinuous) continue;
            if (_cotangents.Take(parameter.Value) is { } total) AddToSink(_instruments.ShadowOf(parameter.Value)!, total.Operand(_algebra));
        }
        foreach ((Value sink, Value copy) in _instruments.CopiedSinks)
            _builder.Append(_builder.CopyElements(Get(copy), sink, _builder.Length(sink)));
        foreach ((Value sink, Value terms) in _instruments.GatheredSinks)
            _builder.Append(new Invoke(null, $"global::AutoDiff.Tensor.{(_isApart ? "AddTerms" : "AddToSinks")}({{0}}, {{1}})", [Get(sink), Get(terms)], -1));
        _builder.Insert(0, _tapes);
        Region body = _builder.Finish([.. _function.Body.Yields.Select(Get)]);
        FunctionIr result = _function with { Name = _function.Name + "Vjp", Body = body, NextId = _builder.NextId };
        return ValueNames.Apply(result, _names);
    }

    /// <summary>True if a pullback is called although a tensor that the function returns has no cotangent: another result has one, or memory that it was given.</summary>
    private bool MayLackCotangents() => _function.Body.Yields.Count > 1 || _function.Parameters.Any(p => p.Role == ParameterRole.Differentiable && p.Value.Type is RefType or ArrayType or SpanType);

    private Value CotangentOf(int yield, Value cotangent, List<Statement> loads)
    {
        if (_function.Result is not { } result) return cotangent;
        Value own = _builder.Fresh(result.Leaves[yield].Type);
        loads.Add(new Load(own, cotangent, [Constant.Of(yield)]));
        return own;
    }

    /// <summary>
    /// The two sweeps of a root into the region that is open: the forward part of every statement (with the adjoint of Joined ones), then the adjoints in reverse order.
    /// </summary>
    /// <param name="root">The region to sweep.</param>
    /// <param name="seeds">The cotangents of the root's yields, null for zero; known before.</param>
    /// <param name="seedMemory">Adds the cotangent of a returned array to its shadow.</param>
    private void Sweep(RegionNode root, IReadOnlyList<Seed?> seeds, Action? seedMemory = null)
    {
        RegionNode outerRoot = _root;
        _root = root;
        _plans[root] = new ResidualPlan(_tree, root, _reads, _staleness, _instruments, _options.PlanResiduals, _isApart);
        Scope scope = new(root, isRoot: true);
        _scopes.Add(root, scope);

        foreach (Statement statement in root.Region.Body)
        {
            if (_sweeps.Of(statement) == Reversal.Joined) WithPrologue(scope, () => Join(statement, root, seeds));
            else ForwardAtRoot(statement);
        }
        WithPrologue(scope, () =>
        {
            if (root == _tree.Body && (_isApart || root.Region.Body.Any(s => _activity.IsActive(s) && _sweeps.Of(s) != Reversal.Joined))) _builder.Append(new Section(Section.Reverse));
            int start = _builder.Statements.Count;
            seedMemory?.Invoke();
            for (int i = 0; i < seeds.Count; i++)
                if (seeds[i] is { } seed) AddCotangent(root.Region.Yields[i], seed.Operand, seed.Selection);
            foreach (Statement statement in root.Region.Body.Reverse())
                if (_sweeps.Of(statement) != Reversal.Joined) Reverse(statement);
            return start;
        });

        _scopes.Remove(root);
        _root = outerRoot;
    }

    private void WithPrologue(Scope scope, Action emit) => WithPrologue(scope, () =>
    {
        int start = _builder.Statements.Count;
        emit();
        return start;
    });

    // What is emitted may ask for shadows of the root's arrays: they are made before it.
    private void WithPrologue(Scope scope, Func<int> emit)
    {
        int start = emit();
        _builder.Insert(start, scope.Prologue);
        scope.Prologue.Clear();
    }
}
