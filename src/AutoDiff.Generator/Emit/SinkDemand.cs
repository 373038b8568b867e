using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Which values nothing needs but additions to sinks that a caller may not want (<c>Gradient.Unwanted</c>): so the call that gives such a value need not give it either. In the pullback of <c>_linear.Forward(x.Flatten())</c> the inner cotangent
/// of x is only wanted if the outer one is.
/// </summary>
/// <remarks>One walk backwards: what a statement needs is needed for what its results are needed for. What is needed in a loop, or for an effect, is needed always.</remarks>
internal sealed class SinkDemand
{
    private readonly FunctionIr _function;
    private readonly Dictionary<int, HashSet<Value>> _sinks = [];
    private readonly HashSet<int> _always = [];

    private SinkDemand(FunctionIr function) => _function = function;

    public static SinkDemand Of(FunctionIr function)
    {
        SinkDemand demand = new(function);
        if (!function.Parameters.Any(p => IsOptional(p.Value)) || !function.Body.Deep().Any(s => s is Call call && call.Callee.Parameters.Any(p => p.MayBeUnwanted))) return demand;
        foreach (Operand yield in function.Body.Yields) demand.NeedAlways([yield]);
        demand.Visit(function.Body);
        return demand;
    }

    /// <summary>The sinks for which alone a value is needed; none if it is needed for more.</summary>
    public IReadOnlyCollection<Value> SinksOf(Value value) => !_always.Contains(value.Id) && _sinks.TryGetValue(value.Id, out HashSet<Value>? sinks) ? sinks : [];

    /// <summary>The sink that an addition is to, if a caller may not want it, else null.</summary>
    public static Value? OptionalSink(Statement statement) => statement is Accumulate { Array: Value sink, Indices.Count: 0 } && IsOptional(sink) ? sink : null;

    private static bool IsOptional(Value sink) => sink.Type is RefType { TakesTerms: true, ElementType: TensorType };

    private void NeedAlways(IEnumerable<Operand> operands) => _always.UnionWith(operands.OfType<Value>().Select(v => v.Id));

    private void Need(IEnumerable<Operand> operands, IEnumerable<Value> sinks)
    {
        foreach (Value value in operands.OfType<Value>())
            (_sinks.TryGetValue(value.Id, out HashSet<Value>? known) ? known : _sinks[value.Id] = []).UnionWith(sinks);
    }

    // What results are needed for.
    private void NeedFor(IReadOnlyList<Value> results, IReadOnlyList<Operand> operands)
    {
        if (results.Any(r => _always.Contains(r.Id))) NeedAlways(operands);
        foreach (Value result in results) Need(operands, SinksOf(result));
    }

    private void Visit(Region region)
    {
        for (int i = region.Body.Count - 1; i >= 0; i--) Visit(region.Body[i]);
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let s: NeedFor([s.Result], [.. s.Arguments]); break;
            case Accumulate s when OptionalSink(s) is { } sink: Need([s.Addend], [sink]); break;
            case Call s when !HasEffect(s): NeedFor([.. s.Results], [.. s.Arguments]); break;
            case If s:
                foreach (Region arm in (Region[])[s.Then, s.Else])
                {
                    for (int i = 0; i < s.Results.Count; i++) NeedFor([s.Results[i]], [arm.Yields[i]]);
                    Visit(arm);
                }
                NeedFor([.. s.Results], [s.Condition]);
                foreach (Statement inner in s.Regions().SelectMany(r => r.Deep()))
                {
                    if (OptionalSink(inner) is { } sink) Need([s.Condition], [sink]);
                    else if (HasEffect(inner)) NeedAlways([s.Condition]);
                }
                break;
            default:
                NeedAlways(statement.Uses());
                foreach (Region inner in statement.Regions()) NeedAlways(inner.DeepUses());
                break;
        }
    }

    // Loops over elements that add to nothing do nothing else.
    private bool HasEffect(Statement statement) => statement is Call { Callee: { IsPart: true, Method: var name } }
        ? _function.ElementLoops.FirstOrDefault(l => l.Name == name) is not { } loop || loop.Writes.Any(w => w.Sink is ElementSink.AddTo or ElementSink.SumInto)
        : Purity.HasEffect(statement);
}
