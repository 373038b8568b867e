using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Prepares the primal for reversal: adds the parameters of the derivative (cotangent and sinks), the trip counters of Whiles, and forward shadows
/// beside array variables that are re-pointed or stored (see <see cref="Instruments"/>). The primal's values are unchanged.
/// </summary>
internal sealed partial class Instrumentation : IrRewriter
{
    private readonly IrBuilder _builder;
    private readonly RegionTree _tree;
    private readonly ActivityAnalysis _activity;
    private readonly HashSet<int> _forward;
    private readonly Dictionary<int, IrType> _types = [];
    private readonly Dictionary<int, Operand> _shadows = [];
    private readonly List<int> _tripCounters = [];
    private readonly List<int> _snapshots = [];
    private readonly MemoryRoots _memory;
    private readonly List<(Value Sink, Value Copy)> _copiedSinks = [];
    private readonly List<(Value Sink, Value Terms)> _gatheredSinks = [];
    private readonly bool _isApart;

    private Instrumentation(FunctionIr function, bool isApart)
    {
        _isApart = isApart;
        _builder = new IrBuilder(function.NextId);
        _tree = new RegionTree(function);
        _memory = MemoryRoots.Analyze(function);
        _activity = ActivityAnalysis.Analyze(function, _memory);
        if (function.Body.Deep().OfType<Push>().FirstOrDefault(p => p.Pushed.Type.IsMemory && _activity.IsActive(p)) is { Pushed: var recorded })
            throw new UnsupportedDerivativeException($"a derivative that it calls records the array variable '{(recorded as Value)?.Name ?? "?"}', which is re-pointed inside a loop");
        _forward = ForwardShadows(function, _memory);
    }

    /// <param name="function">The primal.</param>
    /// <param name="isApart">True if the forward sweep is to be a function of its own, which knows no sinks.</param>
    public static (FunctionIr Function, Instruments Instruments) Run(FunctionIr function, bool isApart = false)
    {
        Instrumentation pass = new(function, isApart);
        EquatableArray<Parameter> parameters = pass.Parameters(function);
        List<Statement> copies = [.. pass.GatherTensors(function), .. pass.CopySinks(function)];
        pass.InferTypes(function);
        Region body = pass.Rewrite(function.Body);
        body = body with { Body = copies.Concat(body.Body).ToEquatableArray() };
        FunctionIr result = function with { Parameters = parameters, Body = body, NextId = pass._builder.NextId };
        return (result, new Instruments(pass._shadows, pass._tripCounters, pass._copiedSinks, pass._calls, pass._snapshots) { GatheredSinks = pass._gatheredSinks });
    }

    // ---- Parameters ----

    private EquatableArray<Parameter> Parameters(FunctionIr function)
    {
        List<Parameter> parameters = [.. function.Parameters];
        Parameter[] differentiable = [.. function.Parameters.Where(p => p.Role == ParameterRole.Differentiable)];
        IrType? result = function.Result ?? function.Body.Yields.FirstOrDefault()?.Type;
        bool hasCotangent = result is { CarriesFloat: true };
        VjpNames names = VjpNames.For(function.Parameters.Select(p => p.Value.Name!), differentiable.Select(p => p.Value.Name!), hasCotangent);
        if (hasCotangent) parameters.Add(new(_builder.Fresh(CotangentType(result!), names.Cotangent), ParameterRole.Cotangent));
        for (int i = 0; i < differentiable.Length; i++)
        {
            Value sink = _builder.Fresh(SinkType(differentiable[i].Value.Type, _isApart), names.Sinks[i]);
            parameters.Add(new(sink, ParameterRole.Sink));
            _shadows[differentiable[i].Value.Id] = sink;
        }
        return parameters;
    }

    public static IrType CotangentType(IrType type) => type.IsVector ? new SpanType(type.Element!, true) : type;

    /// <summary>A call by contract begins with no cotangent of a tensor, whose shape it need not know: the sink in a half of a derivative is a reference, which may be null.</summary>
    public static IrType SinkType(IrType type, bool isApart = false) => type switch
    {
        TensorType when isApart => new RefType(type) { TakesTerms = true },
        StructType s => new RefType(type) { TakesTerms = isApart && s.Leaves.Any(l => l.Type is TensorType) },
        ScalarType => new RefType(type),
        { IsVector: true } => new SpanType(type.Element!, false),
        _ => type,
    };

    // ---- Which shadows are carried forward ----

    private HashSet<int> ForwardShadows(FunctionIr function, MemoryRoots memory)
    {
        Queue<Value> open = new();
        HashSet<int> forward = [];
        void Add(Operand operand)
        {
            if (operand is Value { Type: ArrayType or SpanType } value && !IsParameter(function, value) && forward.Add(value.Id)) open.Enqueue(value);
        }
        HashSet<MemoryRoot> holders = [];
        foreach (Statement statement in function.Body.Deep())
        {
            foreach (Value value in statement.Definitions().Where(v => statement is If or For or While && _activity.IsActiveMemory(v))) Add(value);
            if (statement is Store { Stored.Type: ArrayType } store && _activity.IsActiveMemory(store.Array))
            {
                Add(store.Array);
                Add(store.Stored);
                holders.UnionWith(memory.Roots(store.Array));
            }
        }
        foreach (Load row in function.Body.Deep().OfType<Load>().Where(l => l.Result.Type is ArrayType && memory.Roots(l.Array).Any(holders.Contains)))
            Add(row.Result);
        while (open.Count > 0)
            foreach (Operand source in Sources(open.Dequeue())) Add(source);
        return forward;
    }

    // A constant array that shares a variable with active ones gets a shadow too: what it receives is never read.
    private Value? MakeConstantShadow(Value array, List<Statement> output)
    {
        if (!array.Type.IsVector || _activity.IsActiveMemory(array)) return null;
        Value length = _builder.Fresh(IrType.Int32), shadow = _builder.Fresh(new ArrayType(array.Type.Element!, 1), array.Name is null ? null : array.Name + "Bar");
        output.AddRange([new Length(length, array), new Allocate(shadow, [length])]);
        return shadow;
    }

    private static bool IsParameter(FunctionIr function, Value value) => function.Parameters.Any(p => p.Value == value);

    /// <summary>The arrays whose shadows make up the shadow of a value.</summary>
    private IEnumerable<Operand> Sources(Value value) => _tree.DefinitionOf(value) switch
    {
        Slice s => [s.Array],
        Load s => [s.Array],
        Let s => s.Arguments,
        If s => Merged(s.Results, value, i => [s.Then.Yields[i], s.Else.Yields[i]]),
        For s => Carried(s.Results, s.Body, s.Initial, value),
        While s => Carried(s.Results, s.Body, s.Initial, value),
        _ => [],
    };

    private static IEnumerable<Operand> Carried(EquatableArray<Value> results, Region body, EquatableArray<Operand> initial, Value value)
    {
        for (int i = 0; i < results.Count; i++)
            if (results[i] == value || body.Parameters[i] == value) return [initial[i], body.Yields[i], body.Parameters[i], results[i]];
        return [];
    }

    private static IEnumerable<Operand> Merged(EquatableArray<Value> results, Value value, Func<int, IEnumerable<Operand>> operands) =>
        Enumerable.Range(0, results.Count).Where(i => results[i] == value).SelectMany(operands);

    // A variable that a loop re-points, or a branch inside another statement, has its shadow recorded, and a span can't be: if such a variable may be a parameter, the parameter's
    // shadow is an array, a copy of the sink that is written back at the end. So it is with all shadows that are carried forward where the sinks come later.
    private List<Statement> CopySinks(FunctionIr function)
    {
        Queue<Operand> open = new(function.Body.DeepDefinitions().Where(v => _forward.Contains(v.Id) && v.Type is ArrayType && (_isApart || IsRecorded(v))));
        foreach (Store store in function.Body.Deep().OfType<Store>().Where(s => _isApart && s.Stored.Type is ArrayType && _activity.IsActiveMemory(s.Array))) open.Enqueue(store.Stored);
        HashSet<Operand> seen = [.. open];
        List<Statement> copies = [];
        while (open.Count > 0)
        {
            if (open.Dequeue() is not Value value) continue;
            if (IsParameter(function, value) && _shadows.TryGetValue(value.Id, out Operand? shadow) && shadow is Value { Type: SpanType } sink)
            {
                Value copy = _builder.Fresh(value.Type, value.Name + "Bar");
                if (_isApart) copies.Add(new Allocate(copy, [_builder.LengthOrZero(value, -1, copies)]));
                else
                {
                    Value length = _builder.Fresh(IrType.Int32);
                    copies.AddRange([new Length(length, sink), new Allocate(copy, [length]), _builder.CopyElements(sink, copy, length)]);
                }
                _shadows[value.Id] = copy;
                _copiedSinks.Add((sink, copy));
            }
            else if (!IsParameter(function, value))
            {
                foreach (Operand source in Sources(value).Where(seen.Add)) open.Enqueue(source);
            }
        }
        return copies;
    }

    // The cotangents of the tensors in an array come together in an array that begins with none, and are added to the sink at the end.
    private List<Statement> GatherTensors(FunctionIr function)
    {
        List<Statement> statements = [];
        Value[] arrays = [.. function.Parameters.Where(p => p.Role == ParameterRole.Differentiable && p.Value.Type.IsOfTensors).Select(p => p.Value)];
        ISet<int> written = arrays.Length == 0 ? new HashSet<int>() : WrittenParameters.Of(function);
        foreach (Value array in arrays)
        {
            if (written.Contains(array.Id)) throw new UnsupportedDerivativeException($"the array of tensors '{array.Name}' may be written, which is a parameter; write into a new array");
            Value terms = _builder.Fresh(array.Type, array.Name + "Bar"), length = _builder.LengthOrZero(array, -1, statements);
            statements.Add(new Allocate(terms, [length]));
            _gatheredSinks.Add(((Value)_shadows[array.Id], terms));
            _shadows[array.Id] = terms;
        }
        return statements;
    }

    // A branch that only selects is taken again in the reverse sweep.
    private bool IsRecorded(Value array) => _tree.DefinitionOf(array) switch
    {
        For or While => true,
        If branch => _tree.RegionOf(array) != _tree.Body && branch.Regions().Any(r => r.Deep().Any(s => s is not (Let { Op.Cost: Cost.Cheap } or Length or Slice or If))),
        _ => false,
    };

    // A shadow is a span as soon as one of those it may be is a span (a sink); arrays convert to spans, not back.
    private void InferTypes(FunctionIr function)
    {
        List<Value> values = [.. function.Body.DeepDefinitions().Where(v => _forward.Contains(v.Id))];
        foreach (Value value in values)
            _types[value.Id] = value.Type is SpanType span ? new SpanType(span.ElementType, false) : value.Type;
        bool changed;
        do
        {
            changed = false;
            foreach (Value value in values.Where(v => _types[v.Id] is ArrayType && _tree.DefinitionOf(v) is If or For or While))
            {
                if (!Sources(value).Any(s => ShadowType(s) is SpanType)) continue;
                _types[value.Id] = new SpanType(value.Type.Element!, false);
                changed = true;
            }
        }
        while (changed);
    }

    private IrType ShadowType(Operand array) => array is Value value && _types.TryGetValue(value.Id, out IrType? type) ? type
        : array is Value parameter && _shadows.TryGetValue(parameter.Id, out Operand? sink) ? sink.Type
        : array.Type;

    // ---- Rewriting ----

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case If s when s.Results.Any(IsForward):
                output.Add(AddShadows(s));
                break;
            case For s when s.Results.Any(IsForward):
                output.Add(AddShadows(s, output));
                break;
            case While s when _activity.IsActive(s) || s.Results.Any(IsForward):
                output.Add(AddCarried(s, output));
                break;
            case Call s when _activity.IsActive(s):
                AddRecording(s, output);
                break;
            default:
                output.Add(RewriteParts(statement));
                break;
        }
        AddShadowOf(statement, output);
    }

    private bool IsForward(Value value) => _forward.Contains(value.Id);

    private void AddShadowOf(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Allocate s when IsForward(s.Result):
                output.Add(s with { Result = NewShadow(s.Result), IsZeroed = true });
                break;
            case Slice s when IsForward(s.Result):
                Operand shadow = Shadow(s.Array, ShadowType(s.Array), output);
                output.Add(s with { Array = shadow, Result = NewShadow(s.Result) });
                break;
            case Let s when IsForward(s.Result):
                Operand stopped = Shadow(s.Arguments[0], ShadowType(s.Arguments[0]), output);
                output.Add(s with { Arguments = [stopped], Result = NewShadow(s.Result) });
                break;
            case Load s when IsForward(s.Result):
                output.Add(s with { Array = Shadow(s.Array, ShadowType(s.Array), output), Result = NewShadow(s.Result) });
                break;
            case Call s:
                foreach (Value returned in s.Results.Where(IsForward)) AddShadowOfReturned(returned, output);
                break;
            // Of constant rows too, where the array of arrays has a shadow since it shares a variable with an active one.
            case Store { Stored.Type: ArrayType } s when s.Array is Value array && (_activity.IsActiveMemory(array) || IsForward(array)):
                output.Add(s with { Array = Shadow(array, ShadowType(array), output), Stored = Shadow(s.Stored, s.Stored.Type, output) });
                break;
        }
    }

    private void AddShadowOfReturned(Value array, List<Statement> output)
    {
        if (array.Type is not (ArrayType { Rank: 1, ElementType: ScalarType } or SpanType))
            throw new UnsupportedDerivativeException($"the array '{array.Name ?? "?"}' that a call returns has more than one dimension");
        Value length = _builder.Fresh(IrType.Int32);
        output.Add(new Length(length, array));
        output.Add(new Allocate(NewShadow(array), [length]) { IsZeroed = true });
    }

    private Value NewShadow(Value array)
    {
        Value shadow = _builder.Fresh(_types[array.Id], array.Name is null ? null : array.Name + "Bar");
        _shadows[array.Id] = shadow;
        return shadow;
    }

    /// <summary>The shadow of an operand as a value of the wanted type: null has a null shadow, an array is viewed as a span where a span is wanted.</summary>
    private Operand Shadow(Operand array, IrType wanted, List<Statement> output)
    {
        if (array is not Value value) return new DefaultOf(wanted);
        if (!_shadows.TryGetValue(value.Id, out Operand? shadow))
        {
            shadow = MakeConstantShadow(value, output)
                ?? throw new UnsupportedDerivativeException($"the array variable '{value.Name ?? "?"}' may be an array with a derivative or one without");
        }
        if (shadow.Type == wanted) return shadow;
        if (wanted is not SpanType || shadow.Type is not (ArrayType { Rank: 1 } or SpanType))
            throw new UnsupportedDerivativeException($"the parameter behind the array variable '{value.Name ?? "?"}' is stored in another array");
        Value view = _builder.Fresh(wanted, shadow is Value { Name: { } name } ? name : null);
        output.Add(new Slice(view, shadow, null, null));
        return view;
    }

    private If AddShadows(If s)
    {
        List<int> forward = [.. Enumerable.Range(0, s.Results.Count).Where(i => IsForward(s.Results[i]))];
        Region then = AddYields(Rewrite(s.Then), forward, s.Then.Yields, s.Results);
        Region @else = AddYields(Rewrite(s.Else), forward, s.Else.Yields, s.Results);
        return new If(Map(s.Condition), then, @else, s.Results.Concat(forward.Select(i => NewShadow(s.Results[i]))).ToEquatableArray());
    }

    private Region AddYields(Region region, List<int> forward, EquatableArray<Operand> yields, EquatableArray<Value> results)
    {
        List<Statement> body = [.. region.Body];
        List<Operand> all = [.. region.Yields];
        foreach (int i in forward) all.Add(Shadow(yields[i], _types[results[i].Id], body));
        return region with { Body = body, Yields = all };
    }

    private For AddShadows(For s, List<Statement> output)
    {
        List<int> forward = [.. Enumerable.Range(0, s.Results.Count).Where(i => IsForward(s.Results[i]))];
        EquatableArray<Operand> initial = [.. Map(s.Initial), .. forward.Select(i => Shadow(s.Initial[i], _types[s.Results[i].Id], output))];
        EquatableArray<Value> parameters = [.. s.Body.Parameters, .. forward.Select(i => NewShadow(s.Body.Parameters[i]))];
        Region body = AddYields(Rewrite(s.Body), forward, s.Body.Yields, s.Results) with { Parameters = parameters };
        return new For(s.Index, Map(s.Start), s.Bound, Map(s.End), Map(s.Step), initial, body, [.. s.Results, .. forward.Select(i => NewShadow(s.Results[i]))]);
    }

    private While AddCarried(While s, List<Statement> output)
    {
        List<int> forward = [.. Enumerable.Range(0, s.Results.Count).Where(i => IsForward(s.Results[i]))];
        Value trips = Counter(), next = _builder.Fresh(IrType.Int32);
        EquatableArray<Operand> initial = [.. Map(s.Initial), .. forward.Select(i => Shadow(s.Initial[i], _types[s.Results[i].Id], output)), Constant.Of(0)];
        EquatableArray<Value> extra = [.. forward.Select(i => NewShadow(s.Body.Parameters[i]))];
        Region body = AddYields(Rewrite(s.Body), forward, s.Body.Yields, s.Results);
        body = new Region(
            [.. s.Body.Parameters, .. extra, trips],
            [.. body.Body, new Let(next, Primitive.Add, [trips, Constant.Of(1)])],
            [.. body.Yields, next]);
        Region condition = s.Condition with
        {
            Parameters = [.. s.Condition.Parameters, .. extra.Select(e => _builder.Fresh(e.Type, e.Name)), _builder.Fresh(IrType.Int32, trips.Name)],
        };
        return new While(initial, condition, body, [.. s.Results, .. forward.Select(i => NewShadow(s.Results[i])), Counter()]);
    }

    private Value Counter()
    {
        Value counter = _builder.Fresh(IrType.Int32, "trips");
        _tripCounters.Add(counter.Id);
        return counter;
    }
}
