using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>One value that the first half of a derivative keeps for the second, as a field.</summary>
internal sealed record ResidualField(string Name, IrType Type);

/// <summary>A derivative in two halves: <c>FPrimal(arguments…, out residuals)</c> and <c>FPullback(residuals, cotangent, sinks…)</c>.</summary>
/// <param name="Fields">What the residuals hold: parameters of the pullback, after the residuals themselves, that are not passed one by one.</param>
internal sealed record SplitDerivative(FunctionIr Primal, FunctionIr Pullback, EquatableArray<ResidualField> Fields);

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
        int cut = body.FindIndex(s => s is Section { Title: ReverseSweep.ReverseTitle });
        _forward = [.. body.Take(cut).Where(s => s is not Section)];
        _reverse = [.. body.Skip(cut + 1)];
        _arguments = [.. joined.Parameters.Where(p => p.Role is ParameterRole.Differentiable or ParameterRole.Constant)];
        _seeds = [.. joined.Parameters.Where(p => p.Role is ParameterRole.Cotangent or ParameterRole.Sink)];
    }

    /// <param name="joined">A derivative that was made to be cut.</param>
    /// <param name="residuals">The type of the residuals.</param>
    /// <param name="optimize">Run on the pullback before it is known what crosses.</param>
    public static SplitDerivative Run(FunctionIr joined, ResidualsType residuals, Func<FunctionIr, FunctionIr> optimize) => new PullbackSplit(joined).Run(residuals, optimize);

    private SplitDerivative Run(ResidualsType residuals, Func<FunctionIr, FunctionIr> optimize)
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
        return new(Primal(residuals, kept), pullback, residualFields);
    }

    private FunctionIr Primal(ResidualsType type, Value[] kept)
    {
        Value residuals = _builder.Fresh(new RefType(type), VjpNames.Unique("residuals", new HashSet<string>(_arguments.Select(p => p.Value.Name!))));
        string arguments = string.Join(", ", kept.Select((_, i) => $"{{{i + 1}}}"));
        _forward.Add(new Invoke(null, $"{{0}} = new {type}({arguments})", [residuals, .. kept], -1));
        Region body = new(EquatableArray<Value>.Empty, _forward, _joined.Body.Yields);
        return new(_joined.Name, [.. _arguments, new(residuals, ParameterRole.Residual)], body, _builder.NextId);
    }

    /// <summary>Memory that the reverse sweep only asks for its length does not cross, the length does.</summary>
    private void CrossLengths()
    {
        HashSet<int> defined = [.. _joined.Parameters.Where(p => _arguments.Contains(p)).Select(p => p.Value.Id), .. _forward.SelectMany(s => s.Definitions()).Select(v => v.Id)];
        LengthsAcross pass = new(defined, _forward, _builder);
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

    private sealed class LengthsAcross(HashSet<int> defined, List<Statement> forward, IrBuilder builder) : IrRewriter
    {
        private readonly Dictionary<(int Array, int Dimension), Value> _lengths = [];

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            if (statement is not Length { Array: Value array } length || !defined.Contains(array.Id))
            {
                base.Rewrite(statement, output);
                return;
            }
            if (!_lengths.TryGetValue((array.Id, length.Dimension), out Value? known))
            {
                known = builder.Fresh(IrType.Int32, array.Name is null ? "length" : array.Name + "Length");
                forward.Add(new Length(known, array, length.Dimension));
                _lengths[(array.Id, length.Dimension)] = known;
            }
            Replace(length.Result, known);
        }
    }
}
