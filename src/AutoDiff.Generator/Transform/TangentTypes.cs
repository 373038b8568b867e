using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// What the tangents of memory are: of the same shape as the memory, of its own type where that can be. The tangent of a parameter of rank 1 is a span, read-only where the
/// function does not write the parameter; so the tangent of a variable that may be such a parameter is a span too. Where that variable is stored in an array of arrays or
/// pushed on a tape, which hold no spans, the parameter's tangent is copied into an array on entry (and back at the end).
/// </summary>
/// <remarks>Forward, the least fixpoint of joins in the order array, span, read-only span: for <c>double[] a = p ? x : new double[n]</c> the tangent of a is a span of that of x.</remarks>
internal sealed class TangentTypes
{
    private readonly Dictionary<int, IrType> _types = [];
    private readonly HashSet<int> _copied;
    private readonly ILookup<int, Operand> _sources;

    private TangentTypes(FunctionIr function, ISet<int> written)
    {
        _sources = function.Body.Deep().SelectMany(Flows).ToLookup(f => f.To.Id, f => f.From);
        HashSet<int> stored = Origins(function.Body.Deep().Select(Kept).OfType<Value>());
        _copied = [.. function.Parameters.Where(p => p.Role == ParameterRole.Differentiable && p.Value.Type.IsVector && stored.Contains(p.Value.Id)).Select(p => p.Value.Id)];
        foreach (Parameter parameter in function.Parameters)
            _types[parameter.Value.Id] = parameter.Role == ParameterRole.Differentiable && !_copied.Contains(parameter.Value.Id)
                ? OfParameter(parameter.Value.Type, written.Contains(parameter.Value.Id))
                : parameter.Value.Type;
        List<Value> values = [.. function.Body.DeepDefinitions().Where(v => v.Type.IsMemory)];
        foreach (Value value in values) _types[value.Id] = value.Type;
        bool changed;
        do
        {
            changed = false;
            foreach (Value value in values)
            {
                foreach (Value source in _sources[value.Id].OfType<Value>())
                {
                    IrType joined = Join(_types[value.Id], _types[source.Id]);
                    changed |= joined != _types[value.Id];
                    _types[value.Id] = joined;
                }
            }
        }
        while (changed);
    }

    public static TangentTypes Infer(FunctionIr function) => new(function, WrittenParameters.Of(function));

    /// <summary>The type of the tangent of memory.</summary>
    public IrType Of(Value memory) => ResidualsType.TangentOf(_types[memory.Id]);

    /// <summary>True for a parameter whose tangent is an array, a copy of what is passed.</summary>
    public bool IsCopied(Value parameter) => _copied.Contains(parameter.Id);

    /// <summary>The type of the parameter that passes a parameter's tangent.</summary>
    public static IrType OfParameter(IrType type, bool isWritten) => type switch
    {
        { IsVector: true } => new SpanType(type.Element!, !isWritten),
        _ => type,
    };

    private static Operand? Kept(Statement statement) => statement switch
    {
        Store { Stored.Type: ArrayType } s => s.Stored,
        Push { Pushed.Type: ArrayType } s => s.Pushed,
        _ => null,
    };

    // All values whose memory the given ones may be.
    private HashSet<int> Origins(IEnumerable<Value> values)
    {
        Queue<Value> open = new(values);
        HashSet<int> seen = [.. open.Select(v => v.Id)];
        while (open.Count > 0)
            foreach (Value source in _sources[open.Dequeue().Id].OfType<Value>().Where(s => seen.Add(s.Id))) open.Enqueue(source);
        return seen;
    }

    /// <summary>From where a variable gets its memory, unless out of other memory.</summary>
    private static IEnumerable<(Value To, Operand From)> Flows(Statement statement) => AllFlows(statement).Where(f => f.To.Type.IsMemory && f.From.Type.IsMemory);

    private static IEnumerable<(Value To, Operand From)> AllFlows(Statement statement) => statement switch
    {
        Slice s => [(s.Result, s.Array)],
        Let s => s.Arguments.Select(a => (s.Result, a)),
        If s => s.Results.SelectMany((r, i) => new (Value, Operand)[] { (r, s.Then.Yields[i]), (r, s.Else.Yields[i]) }),
        For s => Carried(s.Initial, [s.Body], s.Body.Yields, s.Results),
        While s => Carried(s.Initial, [s.Condition, s.Body], s.Body.Yields, s.Results),
        _ => [],
    };

    private static IEnumerable<(Value To, Operand From)> Carried(EquatableArray<Operand> initial, Region[] regions, EquatableArray<Operand> yields, EquatableArray<Value> results)
    {
        for (int i = 0; i < results.Count; i++)
        {
            foreach (Value target in regions.Select(r => r.Parameters[i]).Append(results[i]))
            {
                yield return (target, initial[i]);
                yield return (target, yields[i]);
            }
        }
    }

    private static IrType Join(IrType a, IrType b) => (a, b) switch
    {
        (SpanType x, SpanType y) => new SpanType(x.ElementType, x.IsReadOnly || y.IsReadOnly),
        (_, SpanType) => b,
        _ => a,
    };
}
