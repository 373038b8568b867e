using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Cuts a derivative where its reverse sweep begins. The values that cross the cut become the fields of the residuals. Memory of the caller is not among them, and is not
/// read again, since it may have changed by then; of a span or array that the reverse sweep only measures, the length crosses.
/// </summary>
internal sealed class PullbackSplit
{
    private readonly FunctionIr _joined;
    private readonly IrBuilder _builder;
    private readonly List<Statement> _forward;
    private readonly List<Statement> _reverse;
    private readonly EquatableArray<Parameter> _arguments;
    private readonly EquatableArray<Parameter> _seeds;

    private PullbackSplit(FunctionIr joined)
    {
        _joined = joined;
        _builder = new IrBuilder(joined.NextId);
        List<Statement> body = [.. joined.Body.Body];
        int cut = body.FindIndex(s => s is Section { Title: Section.Reverse });
        _forward = [.. body.Take(cut).Where(s => s is not Section)];
        _reverse = [.. body.Skip(cut + 1)];
        _arguments = [.. joined.Parameters.Where(p => p.Role is ParameterRole.Differentiable or ParameterRole.Constant or ParameterRole.Tangent)];
        _seeds = [.. joined.Parameters.Where(p => p.Role is ParameterRole.Cotangent or ParameterRole.Sink)];
    }

    /// <param name="joined">A derivative that was made to be cut.</param>
    /// <param name="residuals">The type of the residuals.</param>
    /// <param name="optimize">Run on the pullback before it is known what crosses.</param>
    /// <param name="arePooled">True if the residuals are used again once the pullback has read them.</param>
    public static SplitDerivative Run(FunctionIr joined, ResidualsType residuals, Func<FunctionIr, FunctionIr> optimize, bool arePooled = false) => new PullbackSplit(joined).Run(residuals, optimize, arePooled);

    private SplitDerivative Run(ResidualsType residuals, Func<FunctionIr, FunctionIr> optimize, bool arePooled)
    {
        CrossLengths();
        HashSet<int> seeds = [.. _seeds.Select(p => p.Value.Id)];
        Region reverse = new(EquatableArray<Value>.Empty, _reverse, EquatableArray<Operand>.Empty);
        Value[] crossing = [.. reverse.FreeValues().Where(v => !seeds.Contains(v.Id))];
        if (crossing.FirstOrDefault(v => v.Type is SpanType or RefType) is { } span)
            throw new UnsupportedDerivativeException($"the span '{span.Name ?? "?"}' is needed again in the reverse sweep, where it is gone");
        if (_forward.SelectMany(s => s.Uses().Concat(s.Regions().SelectMany(r => r.DeepUses()))).Any(o => o is Value v && seeds.Contains(v.Id)))
            throw new UnsupportedDerivativeException("a parameter array is re-pointed or stored in another array, in a method that is called by contract");

        // Each has a parameter in the pullback.
        Dictionary<Value, Operand> fields = [];
        List<Parameter> parameters = [];
        HashSet<string> taken = [.. _seeds.Select(p => p.Value.Name!), "residuals"];
        Dictionary<int, Statement> definitions = [];
        foreach (Statement statement in _forward)
            foreach (Value value in statement.Definitions()) definitions[value.Id] = statement;
        foreach (Value value in crossing)
        {
            Value field = _builder.Fresh(value.Type, VjpNames.Unique(value.Name ?? NameOf(definitions.TryGetValue(value.Id, out Statement? definition) ? definition : null), taken));
            fields[value] = field;
            parameters.Add(new(field, ParameterRole.Residual));
        }
        Region body = IrRewriter.CloneRegion(reverse, _builder, fields);
        Parameter whole = new(_builder.Fresh(residuals, "residuals"), ParameterRole.Constant);
        FunctionIr pullback = optimize(new(_joined.Name, [whole, .. parameters, .. _seeds], body, _builder.NextId));

        // What the optimizer found useless is not kept.
        HashSet<int> read = [.. pullback.Body.DeepUses().OfType<Value>().Select(v => v.Id)];
        pullback = pullback with { Parameters = pullback.Parameters.Where(p => p.Role != ParameterRole.Residual || read.Contains(p.Value.Id)).ToEquatableArray() };
        Value[] kept = [.. crossing.Where(v => read.Contains(((Value)fields[v]).Id))];
        EquatableArray<ResidualField> residualFields = kept.Select(v => new ResidualField(((Value)fields[v]).Name!, v.Type)).ToEquatableArray();
        return new(Primal(residuals, kept, arePooled), pullback, residualFields);
    }

    private FunctionIr Primal(ResidualsType type, Value[] kept, bool arePooled)
    {
        Value residuals = _builder.Fresh(new RefType(type), VjpNames.Unique("residuals", new HashSet<string>(_arguments.Select(p => p.Value.Name!))));
        string arguments = string.Join(", ", kept.Select((_, i) => $"{{{i + 1}}}"));
        _forward.Add(new Invoke(null, arePooled ? $"{{0}} = {type}.Rent().With({arguments})" : $"{{0}} = new {type}({arguments})", [residuals, .. kept], -1));
        Region body = new(EquatableArray<Value>.Empty, _forward, _joined.Body.Yields);
        return new(_joined.Name, [.. _arguments, new(residuals, ParameterRole.Residual)], body, _builder.NextId) { Result = _joined.Result };
    }

    /// <summary>Of the caller's memory, and of spans, that the reverse sweep only asks for the length, the length crosses.</summary>
    private void CrossLengths()
    {
        HashSet<int> arrays = [.. _arguments.Select(p => p.Value).Concat(_forward.SelectMany(s => s.Definitions()).Where(v => v.Type is SpanType)).Select(v => v.Id)];
        LengthsAcross pass = new(arrays, _forward, _builder);
        Region reverse = pass.Rewrite(new Region(EquatableArray<Value>.Empty, _reverse, EquatableArray<Operand>.Empty));
        _reverse.Clear();
        _reverse.AddRange(reverse.Body);
    }

    // What a value without a name is.
    private static string NameOf(Statement? definition) => definition switch
    {
        Let { Op.IsComparison: true } => "condition",
        Let { Op.Notation: Notation.Math or Notation.Number } s => char.ToLowerInvariant(s.Op.Symbol[0]) + s.Op.Symbol.Substring(1),
        Length => "length",
        Load => "element",
        Allocate => "record",
        NewTape => "tape",
        _ => "value",
    };

    private sealed class LengthsAcross(HashSet<int> arrays, List<Statement> forward, IrBuilder builder) : IrRewriter
    {
        private readonly Dictionary<(int Array, int Dimension), Value> _lengths = [];

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            if (statement is Length { Array: Value array } length && arrays.Contains(array.Id)) Replace(length.Result, Known(array, length.Dimension));
            else base.Rewrite(statement, output);
        }

        private Value Known(Value array, int dimension)
        {
            if (_lengths.TryGetValue((array.Id, dimension), out Value? known)) return known;
            Length? earlier = forward.OfType<Length>().FirstOrDefault(l => l.Array == array && l.Dimension == dimension);
            // Where it was asked for the array was not null; here it may be.
            return _lengths[(array.Id, dimension)] = earlier?.Result ?? builder.LengthOrZero(array, dimension, forward);
        }
    }
}
