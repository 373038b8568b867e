using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analyses;

/// <summary>What is wrong with a construct, once it is known which values are active.</summary>
internal enum ActivityProblem
{
    /// <summary>A call that has neither source nor rule gets a varied argument and its result is useful.</summary>
    NonDifferentiableCall,

    /// <summary>The derivative of a call, which is a call too, gets a varied argument: it has no derivative of its own here.</summary>
    DerivativeOfCall,

    /// <summary>A varied value is stored in an object, or in an array that comes from one: what reads it there would take it for a constant.</summary>
    LostCotangent,

    /// <summary>A varied value is converted to an integer, by a cast or a call: its derivative is cut off there.</summary>
    IntegerCast,

    /// <summary>No result depends on a differentiable parameter: the derivative is zero everywhere.</summary>
    ConstantResult,
}

/// <summary>
/// Which values carry a derivative. A float is <em>varied</em> if it depends, through operations with a derivative, on a differentiable
/// parameter (forward); <em>useful</em> if a result depends on it in that way (backward); <em>active</em> if both. Memory is as active
/// as what is stored in it, by root. Example: in <c>y = w * x + c</c> with constant w, x and y are active, w is not, c is useful but not varied.
/// Reference: Hascoët and Pascual, "The Tapenade automatic differentiation tool", section 4.
/// </summary>
internal sealed class ActivityAnalysis
{
    private readonly HashSet<int> _varied = [];
    private readonly HashSet<int> _useful = [];
    private readonly HashSet<MemoryRoot> _variedRoots = [];
    private readonly HashSet<MemoryRoot> _usefulRoots = [];
    private readonly MemoryRoots _memory;
    private readonly StoppedMemory _stopped;
    private readonly Dictionary<int, Let> _definitions = [];

    private ActivityAnalysis(FunctionIr function, MemoryRoots memory)
    {
        (_memory, _stopped) = (memory, StoppedMemory.Analyze(function));
        foreach (Parameter parameter in function.Parameters)
        {
            if (parameter.Role != ParameterRole.Differentiable) continue;
            _varied.Add(parameter.Value.Id);
            _variedRoots.UnionWith(_memory.Reachable(parameter.Value));
        }
        // So are the parameters of modules, wherever they are read.
        foreach (Let read in function.Body.Deep().OfType<Let>().Where(l => l.Op.Equals(TensorRules.ValueOf) && l.Result.Type.IsContinuous)) _varied.Add(read.Result.Id);
        foreach (Let let in function.Body.Deep().OfType<Let>().Where(l => l.Result.Type is TensorType { IsContinuous: false })) _definitions[let.Result.Id] = let;
        Fixpoint(() => MarkVaried(function.Body));

        foreach (Operand result in function.Body.Yields)
        {
            if (result is Value { Type.IsContinuous: true } value) _useful.Add(value.Id);
            _usefulRoots.UnionWith(_memory.Reachable(result));
        }
        foreach (Parameter parameter in function.Parameters)
            if (parameter.Role == ParameterRole.Differentiable) _usefulRoots.UnionWith(_memory.Reachable(parameter.Value));
        Fixpoint(() => MarkUseful(function.Body));
    }

    public static ActivityAnalysis Analyze(FunctionIr function, MemoryRoots memory) => new(function, memory);

    public bool IsVaried(Operand operand) => operand is Value value && _varied.Contains(value.Id);

    /// <summary>A float, or a tensor of floats, that is active.</summary>
    public bool IsActive(Operand operand) => operand is Value { Type.IsContinuous: true } value && _varied.Contains(value.Id) && _useful.Contains(value.Id);

    /// <summary>Memory with float elements (at the bottom) some of which may be active: it has a shadow.</summary>
    public bool IsActiveMemory(Operand array) => array.Type.IsMemory && array.Type.CarriesFloat && _memory.Reachable(array).Any(IsActive);

    /// <summary>A tape that holds active values, or memory that may be active.</summary>
    public bool IsActiveTape(Value tape) => (_varied.Contains(tape.Id) && _useful.Contains(tape.Id))
        || (tape.Type.CarriesFloat && _memory.Reachable(tape).Any(IsActive));

    /// <summary>True if a call may add to the cotangent of the argument: an active number, or active memory that is not stopped.</summary>
    public bool PassesDerivative(Operand argument) => IsActive(argument) || (IsActiveMemory(argument) && !_stopped.Contains(argument));

    public bool IsActive(MemoryRoot root) => _variedRoots.Contains(root) && _usefulRoots.Contains(root);

    /// <summary>True if the statement moves a derivative: it has a part in the reverse sweep.</summary>
    public bool IsActive(Statement statement) => statement switch
    {
        Let s => IsActive(s.Result) && (s.Arguments.Any(IsActive) || s.Op.Equals(TensorRules.ValueOf)) || IsActiveView(s),
        Load s => IsActive(s.Result) && IsActiveMemory(s.Array),
        Store s => s.Stored.Type.IsContinuous && IsActiveMemory(s.Array),
        Accumulate s => IsActiveMemory(s.Array),
        Call s => s.Callee.Derivative is not null && (s.Callee.ReachesModules || DifferentiableArguments(s).Any(PassesDerivative))
            && (s.Results.Any(r => IsActive(r) || IsActiveMemory(r)) || s.Written.Any(IsActiveMemory)),
        Push { Tape: Value tape } => IsActiveTape(tape),
        Pop { Tape: Value tape } => IsActiveTape(tape),
        If or For or While => statement.Definitions().Any(IsActive) || statement.Regions().Any(r => r.Body.Any(IsActive)),
        _ => false,
    };

    // A tensor whose elements are read.
    private bool IsActiveView(Let s) => TensorRules.IsMemory(s.Op) && IsActive(s.Arguments[0]) && IsActiveMemory(s.Result);

    /// <summary>The problems that activity shows, each with the site of its construct (−1: the method).</summary>
    public static IEnumerable<(ActivityProblem Problem, int Site)> Problems(FunctionIr function)
    {
        ActivityAnalysis activity = Analyze(function, MemoryRoots.Analyze(function));
        foreach (Statement statement in function.Body.Deep())
        {
            switch (statement)
            {
                case Invoke { Kind: InvokeKind.Assignment, Site: >= 0 } assignment when assignment.Arguments.Any(a => activity.IsVaried(a) || activity.IsVariedMemory(a)):
                    yield return (ActivityProblem.LostCotangent, assignment.Site);
                    break;
                case Store { Site: >= 0 } store when (activity.IsVaried(store.Stored) || activity.IsVariedMemory(store.Stored)) && activity.IsForeign(store.Array):
                    yield return (ActivityProblem.LostCotangent, store.Site);
                    break;
                case Invoke { Kind: not InvokeKind.Assignment } invoke when invoke.Arguments.Any(a => activity.IsVaried(a) || activity.IsActiveMemory(a)) && activity.MayMatter(invoke):
                    yield return (ActivityProblem.NonDifferentiableCall, invoke.Site);
                    break;
                case Invoke { Result.Type.IsInteger: true } rounding when rounding.Arguments.Any(activity.IsVaried):
                    yield return (ActivityProblem.IntegerCast, rounding.Site);
                    break;
                // Its residuals vary if those of a call that records them do.
                case Call { Callee: { Derivative: null, PullbackOf: { } primal } } pullback when pullback.Arguments.Any(a => activity.IsVaried(a) || activity.IsActiveMemory(a))
                    || function.Body.Deep().OfType<Call>().Any(s => s.Callee.RecordingOf == primal && DifferentiableArguments(s).Any(activity.IsVariedArgument)):
                    yield return (ActivityProblem.DerivativeOfCall, pullback.Site);
                    break;
                case Call { Callee.Derivative: null } call when call.Arguments.Any(a => activity.IsVaried(a) || activity.IsActiveMemory(a)):
                    yield return (ActivityProblem.NonDifferentiableCall, call.Site);
                    break;
                case Let { Op.Name: "Convert", Site: >= 0 } cast when cast.Result.Type.Scalar.IsInteger && activity.IsVaried(cast.Arguments[0]):
                    yield return (ActivityProblem.IntegerCast, cast.Site);
                    break;
                // Positions and answers as numbers: where they only choose, nothing is lost.
                case Let { Op.Name: "Convert", Site: >= 0, Result.Type: TensorType { IsContinuous: true } } cast when activity.IsFromVaried(cast.Arguments[0]):
                    yield return (ActivityProblem.IntegerCast, cast.Site);
                    break;
            }
        }
        bool reached = function.Body.Yields.Any(activity.IsActive) || function.Body.Deep().Any(activity.IsActive)
            || function.Body.Yields.Any(activity.IsActiveMemory);
        if (!reached) yield return (ActivityProblem.ConstantResult, -1);
    }

    // Computed of varied values by operations on tensors, which have no derivative.
    private bool IsFromVaried(Operand operand) => operand is Value { Type: TensorType { IsContinuous: false } } value
        && _definitions.TryGetValue(value.Id, out Let? let) && let.Arguments.Any(a => IsVaried(a) || IsFromVaried(a));

    /// <summary>Memory that may hold a varied value.</summary>
    private bool IsVariedMemory(Operand operand) => operand.Type.IsMemory && _memory.Reachable(operand).Any(_variedRoots.Contains);

    /// <summary>Memory that comes from an object, or from a parameter that is a constant though an active value is stored in it.</summary>
    private bool IsForeign(Operand array) => Roots(array).Any(root => root is UnknownRoot || IsActive(root) && WrittenParameters.Owner(root) is { Role: ParameterRole.Constant });

    // Memory that a callee sees it may write or keep; a scalar argument only matters through the result. An object that has seen a varied value is itself varied.
    private bool MayMatter(Invoke invoke) =>
        invoke.Arguments.Any(IsActiveMemory) || (invoke.Result is { Type: var type } && type.CarriesFloat);

    private IEnumerable<MemoryRoot> Roots(Operand operand) => operand.Type.IsMemory ? _memory.Roots(operand) : [];

    private void Fixpoint(Action round)
    {
        int before;
        do
        {
            before = _varied.Count + _useful.Count + _variedRoots.Count + _usefulRoots.Count;
            round();
        }
        while (_varied.Count + _useful.Count + _variedRoots.Count + _usefulRoots.Count != before);
    }

    private void MarkVaried(Region region)
    {
        foreach (Statement statement in region.Body)
        {
            switch (statement)
            {
                case Let s when s.Result.Type.IsContinuous && DifferentiableArguments(s).Any(IsVaried):
                    _varied.Add(s.Result.Id);
                    break;
                case Let s when TensorRules.IsMemory(s.Op) && IsVaried(s.Arguments[0]):
                    _variedRoots.UnionWith(Roots(s.Result));
                    break;
                case Let { Result.Type: OpaqueType } s when s.Op.Notation != Notation.Tensor && s.Arguments.Any(IsVaried):
                    _varied.Add(s.Result.Id);
                    break;
                case Invoke { Kind: InvokeKind.Call } s when s.Arguments.Any(a => IsVaried(a) || IsVariedMemory(a)):
                    foreach (Value seen in s.Arguments.Append(s.Result).OfType<Value>().Where(v => v.Type is OpaqueType)) _varied.Add(seen.Id);
                    break;
                case Load s when s.Result.Type.IsContinuous && !_stopped.Contains(s.Array) && Roots(s.Array).Any(_variedRoots.Contains):
                    _varied.Add(s.Result.Id);
                    break;
                case Store s when IsVaried(s.Stored):
                    _variedRoots.UnionWith(Roots(s.Array));
                    break;
                case Accumulate s when IsVaried(s.Addend):
                    _variedRoots.UnionWith(Roots(s.Array));
                    break;
                // Residuals are taken for varied.
                case Call s when s.ReadsResiduals || s.Callee is { ReachesModules: true, Derivative: not null } || DifferentiableArguments(s).Any(IsVariedArgument):
                    _varied.UnionWith(s.Results.Where(r => r.Type.IsContinuous).Select(r => r.Id));
                    _variedRoots.UnionWith(s.Results.Concat(s.Written).Where(m => m.Type.CarriesFloat).SelectMany(m => _memory.Reachable(m)));
                    break;
                case Push s when IsVaried(s.Pushed) && s.Tape is Value tape:
                    _varied.Add(tape.Id);
                    break;
                case Pop s when s.Result.Type.IsContinuous && IsVaried(s.Tape):
                    _varied.Add(s.Result.Id);
                    break;
            }
            foreach (Region inner in statement.Regions()) MarkVaried(inner);
            foreach ((Operand from, Value to) in Flows(statement))
                if ((to.Type.IsContinuous || to.Type is OpaqueType) && IsVaried(from)) _varied.Add(to.Id);
        }
    }

    private void MarkUseful(Region region)
    {
        foreach (Statement statement in region.Body.Reverse())
        {
            foreach ((Operand from, Value to) in Flows(statement))
                if (_useful.Contains(to.Id)) MarkUseful(from);
            foreach (Region inner in statement.Regions().Reverse()) MarkUseful(inner);
            switch (statement)
            {
                case Let s when TensorRules.IsMemory(s.Op) && Roots(s.Result).Any(_usefulRoots.Contains):
                    MarkUseful(s.Arguments[0]);
                    break;
                case Let s when _useful.Contains(s.Result.Id):
                    foreach (Operand argument in DifferentiableArguments(s)) MarkUseful(argument);
                    break;
                case Load s when _useful.Contains(s.Result.Id):
                    _usefulRoots.UnionWith(Roots(s.Array));
                    // What a call has kept may be what is read here.
                    if (_usefulRoots.Contains(UnknownRoot.Instance)) _usefulRoots.UnionWith(_memory.EscapedAllocations);
                    break;
                case Store s when Roots(s.Array).Any(_usefulRoots.Contains):
                    MarkUseful(s.Stored);
                    break;
                case Accumulate s when Roots(s.Array).Any(_usefulRoots.Contains):
                    MarkUseful(s.Addend);
                    break;
                case Call s when s.Residuals is not null || s.Results.Any(r => _useful.Contains(r.Id)) || s.Results.Concat(s.Written).Any(m => m.Type.IsMemory && _memory.Reachable(m).Any(_usefulRoots.Contains)):
                    foreach (Operand argument in DifferentiableArguments(s))
                    {
                        MarkUseful(argument);
                        if (argument.Type.IsMemory) _usefulRoots.UnionWith(_memory.Reachable(argument));
                    }
                    break;
                case Push s when s.Tape is Value tape && _useful.Contains(tape.Id):
                    MarkUseful(s.Pushed);
                    break;
                case Pop s when _useful.Contains(s.Result.Id) && s.Tape is Value tape:
                    _useful.Add(tape.Id);
                    break;
            }
        }
    }

    private void MarkUseful(Operand operand)
    {
        if (operand is Value { Type.IsContinuous: true } value) _useful.Add(value.Id);
    }

    private bool IsVariedArgument(Operand argument) =>
        IsVaried(argument) || (argument.Type.IsMemory && !_stopped.Contains(argument) && _memory.Reachable(argument).Any(_variedRoots.Contains));

    private static IEnumerable<Operand> DifferentiableArguments(Call call) => call.Pairs.Where(p => p.Parameter.IsDifferentiable).Select(p => p.Argument);

    /// <summary>The arguments in which the operation has a derivative.</summary>
    private static IEnumerable<Operand> DifferentiableArguments(Let let)
    {
        if (let.Op == Primitive.Retain)
        {
            yield return let.Arguments[0];
            yield break;
        }
        EquatableArray<Expression?> partials = TensorRules.Of(let.Op)?.Pullbacks ?? ScalarRules.Of(let.Op)?.Partials ?? EquatableArray<Expression?>.Empty;
        for (int i = 0; i < partials.Count; i++)
            if (partials[i] is not null && let.Arguments[i].Type.IsContinuous) yield return let.Arguments[i];
    }

    /// <summary>How values pass into and out of the regions of a compound statement: initial → parameter, yield → parameter, parameter → result.</summary>
    private static IEnumerable<(Operand From, Value To)> Flows(Statement statement) => statement switch
    {
        If s => s.Results.SelectMany((result, i) => new[] { (s.Then.Yields[i], result), (s.Else.Yields[i], result) }),
        For s => Flows(s.Initial, s.Body, s.Results),
        While s => Flows(s.Initial, s.Body, s.Results),
        _ => [],
    };

    private static IEnumerable<(Operand From, Value To)> Flows(EquatableArray<Operand> initial, Region body, EquatableArray<Value> results) =>
        results.SelectMany((result, i) => new (Operand, Value)[] { (initial[i], body.Parameters[i]), (body.Yields[i], body.Parameters[i]), (body.Parameters[i], result) });
}
