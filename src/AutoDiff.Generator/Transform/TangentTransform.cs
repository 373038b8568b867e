using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Forward mode: from a function to its JVP, which computes beside each active value its tangent, the derivative along the direction that the tangents of the
/// parameters give: for <c>y = f(x)</c> it is <c>ẏ = ∂f/∂x · ẋ</c>. Active memory has memory of the same shape beside it. What is inactive has the symbolic zero
/// and emits nothing. The function may be any, a derivative in reverse mode too. The aspects: <c>.Statements</c>, <c>.Control</c>, <c>.Memory</c>.
/// Reference: Griewank and Walther, "Evaluating Derivatives", section 3.1.
/// </summary>
/// <remarks>With a width of k there are k directions, whose tangents are computed side by side: they share the values, their functions and partials.</remarks>
internal sealed partial class TangentTransform
{
    private readonly FunctionIr _function;
    private readonly int _width;
    private readonly IrBuilder _builder;
    private readonly AdjointAlgebra _algebra;
    private readonly ActivityAnalysis _activity;
    private readonly MemoryRoots _memory;
    private readonly TangentTypes _types;
    private readonly KnownValues _known;
    private readonly TensorShapes _shapes;
    private readonly Dictionary<int, Operand[]> _tangents = [];
    private readonly HashSet<int> _computed = [];
    private readonly IrRewriter _residuals = new();

    private TangentTransform(FunctionIr function, int width)
    {
        (_function, _width) = (function, width);
        _builder = new IrBuilder(function.NextId);
        _algebra = new AdjointAlgebra(_builder);
        _memory = MemoryRoots.Analyze(function);
        _activity = ActivityAnalysis.Analyze(function, _memory);
        _types = TangentTypes.Infer(function);
        RegionTree tree = new(function);
        (_known, _shapes) = (new KnownValues(tree), new TensorShapes(tree));
    }

    /// <summary>
    /// The JVP of a function: its parameters, then the tangents of the differentiable ones (for each, as many as the width); it yields the function's result, then its
    /// tangents.
    /// </summary>
    public static FunctionIr Transform(FunctionIr function, int width = 1)
    {
        StoppedMemory.Analyze(function).RefuseMixed();
        StoredRows.Refuse(function);
        return new TangentTransform(function, width).Run();
    }

    /// <summary>The JVP of a derivative: of all its parameters, where each tangent has the role of what it belongs to. So it can be cut in two as the derivative can.</summary>
    public static FunctionIr OfDerivative(FunctionIr derivative)
    {
        FunctionIr tangent = Transform(derivative with { Parameters = derivative.Parameters.Select(p => p.Role == ParameterRole.Constant ? p : p with { Role = ParameterRole.Differentiable }).ToEquatableArray() });
        IEnumerable<ParameterRole> roles = derivative.Parameters.Where(p => p.Role != ParameterRole.Constant).Select(p => p.Role == ParameterRole.Differentiable ? ParameterRole.Tangent : p.Role);
        return tangent with { Parameters = tangent.Parameters.Zip(derivative.Parameters.Select(p => p.Role).Concat(roles), (p, role) => p with { Role = role }).ToEquatableArray() };
    }

    private FunctionIr Run()
    {
        EquatableArray<Parameter> parameters = AddParameters();
        if (!_function.Body.Body.Any(s => s is Section)) _builder.Append(new Section("values and their tangents"));
        List<(Value Passed, Value Copy)> written = EnterMemory();
        foreach (Statement statement in _function.Body.Body) Differentiate(statement);
        List<Operand> yields = [.. _function.Body.Yields.Select(Result)];
        IrType? result = _function.Result ?? yields.FirstOrDefault()?.Type;
        List<IrType> parts = result is null ? [] : [result];
        if (result is { CarriesFloat: true })
        {
            Operand[][] tangents = [.. _function.Body.Yields.Select(ResultTangents)];
            for (int w = 0; w < _width; w++) yields.AddRange(tangents.Select(t => t[w]));
            parts.AddRange(Enumerable.Repeat(result, _width));
        }
        foreach ((Value passed, Value copy) in written) _builder.Append(_builder.CopyElements(copy, passed, _builder.Length(passed)));
        FunctionIr function = new(_function.Name + "Jvp", parameters, _residuals.Rewrite(_builder.Finish([.. yields])), _builder.NextId) { Result = ResultTuple.Of(parts) };
        return ValueNames.Apply(function, _names);
    }

    private EquatableArray<Parameter> AddParameters()
    {
        List<Parameter> parameters = [.. _function.Parameters];
        ISet<int> written = WrittenParameters.Of(_function);
        Value[] differentiable = [.. parameters.Where(p => p.Role == ParameterRole.Differentiable).Select(p => p.Value)];
        EquatableArray<string> names = TangentNames.For(parameters.Select(p => p.Value.Name!), differentiable.Select(v => v.Name!), _width);
        for (int i = 0; i < differentiable.Length; i++)
        {
            IrType type = TangentTypes.OfParameter(differentiable[i].Type, written.Contains(differentiable[i].Id));
            Value[] tangents = [.. Enumerable.Range(i * _width, _width).Select(n => _builder.Fresh(type, names[n]))];
            parameters.AddRange(tangents.Select(t => new Parameter(t, ParameterRole.Tangent)));
            _tangents[differentiable[i].Id] = tangents;
        }
        return parameters;
    }

    /// <summary>The tangents of an operand; null if they are zero.</summary>
    private Operand[]? TangentsOf(Operand operand) => operand is Value value && _tangents.TryGetValue(value.Id, out Operand[]? tangents) ? tangents : null;

    private bool IsActive(Value value) => ResidualsType.Holds(value.Type) || (value.Type.IsMemory ? _activity.IsActiveMemory(value) : value.Type is TapeType ? _activity.IsActiveTape(value) : _activity.IsActive(value));

    private Value[] NewTangents(Value value) => NewTangents(value, value.Type.IsMemory ? _types.Of(value) : ResidualsType.TangentOf(value.Type));

    private Value[] NewTangents(Value value, IrType type)
    {
        Value[] tangents = [.. Enumerable.Range(0, _width).Select(w => _builder.Fresh(type, NameOf(value, w)))];
        _tangents[value.Id] = tangents;
        return tangents;
    }

    // sDot, or one of sDot0, sDot1, …
    private string? NameOf(Value value, int seed) => value.Name is { } name ? TangentNames.Of(name, seed, _width) : null;
}
