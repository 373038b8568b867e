using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// From a VJP to the gradient as a function of the primal's parameters alone, which yields, for each differentiable parameter, its gradient (the primal's value before, if wanted): the
/// cotangent is 1, and what the VJP adds into sinks it adds into fresh memory. It is what is differentiated again for second derivatives.
/// </summary>
internal sealed class GradientTransform : IrRewriter
{
    private readonly FunctionIr _vjp;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Operand> _gradients = [];
    private readonly HashSet<int> _optional = [];

    private readonly bool _ofModules;

    private GradientTransform(FunctionIr vjp, bool ofModules = false) => (_vjp, _builder, _ofModules) = (vjp, new IrBuilder(vjp.NextId), ofModules);

    public static FunctionIr Run(FunctionIr vjp, string name, bool withValue = false) => new GradientTransform(vjp).Run(name, withValue);

    /// <summary>The value alone: of derivatives only what is added to the parameters of modules is left.</summary>
    public static FunctionIr Backward(FunctionIr vjp, string name) => new GradientTransform(vjp, ofModules: true).Run(name, withValue: true);

    private FunctionIr Run(string name, bool withValue)
    {
        Value[] differentiable = [.. _vjp.Parameters.Where(p => p.Role == ParameterRole.Differentiable).Select(p => p.Value)];
        Value[] sinks = [.. _vjp.Parameters.Where(p => p.Role == ParameterRole.Sink).Select(p => p.Value)];
        foreach (Parameter cotangent in _vjp.Parameters.Where(p => p.Role == ParameterRole.Cotangent)) Replace(cotangent.Value, Constant.Of(1.0, cotangent.Value.Type));
        if (differentiable.FirstOrDefault(d => d.Type.IsOfTensors) is { } tensors) throw new UnsupportedDerivativeException($"the gradient with respect to the array of tensors '{tensors.Name}' is a value here; pass one tensor that Tensor.Stack makes");
        for (int i = 0; i < sinks.Length; i++) _gradients[sinks[i].Id] = MakeGradient(sinks[i], differentiable[i]);

        List<Statement> body = [];
        foreach (Statement statement in _vjp.Body.Body) Rewrite(statement, body);
        _builder.Append(body);
        List<Operand> yields = withValue ? [.. Map(_vjp.Body.Yields)] : [];
        List<IrType> parts = [.. yields.Select(y => y.Type)];
        foreach (Value sink in _ofModules ? [] : sinks)
        {
            Operand gradient = _gradients[sink.Id];
            if (sink.Type is TensorType && (gradient is DefaultOf || _optional.Contains(sink.Id))) gradient = OrZero(gradient, differentiable[Array.IndexOf(sinks, sink)]);
            parts.Add(IsStruct(sink) ? gradient.Type.Element! : gradient.Type);
            if (gradient.Type is ArrayType { ElementType: StructType leaves } && IsStruct(sink))
                yields.AddRange(leaves.Leaves.Select((_, leaf) => _builder.Load(gradient, Constant.Of(0), Constant.Of(leaf))));
            else yields.Add(gradient);
        }
        EquatableArray<Parameter> parameters = _vjp.Parameters.Where(p => p.Role is ParameterRole.Differentiable or ParameterRole.Constant).ToEquatableArray();
        return new(name, parameters, _builder.Finish([.. yields]), _builder.NextId) { Result = ResultTuple.Of(parts) };
    }

    private static bool IsStruct(Operand sink) => sink.Type is RefType { ElementType: StructType };

    // An argument may be a reference to a struct as well.
    private bool IsGradient(Value memory) => IsStruct(memory) && _gradients.ContainsKey(memory.Id);

    // A scalar's gradient is what is added at the end, a struct's is the one element of an array.
    private Operand MakeGradient(Value sink, Value parameter)
    {
        if (sink.Type is RefType { ElementType: ScalarType scalar }) return AdjointAlgebra.Zero(scalar);
        if (sink.Type is TensorType tensor) return AdjointAlgebra.Zero(tensor);
        if (sink.Type is RefType { ElementType: StructType type })
        {
            Value one = _builder.Fresh(new ArrayType(type, 1), sink.Name);
            _builder.Append(new Allocate(one, [Constant.Of(1)]));
            for (int leaf = 0; leaf < type.Leaves.Count; leaf++)
            {
                if (type.Leaves[leaf].Type is TensorType { IsContinuous: true }) _builder.Store(one, _builder.Let(TensorRules.ZeroTangent, type.Leaves[leaf].Type, _builder.Load(parameter, Constant.Of(leaf))), Constant.Of(0), Constant.Of(leaf));
                if (!type.Leaves[leaf].Type.IsMemory || !type.Leaves[leaf].Type.CarriesFloat) continue;
                Value array = _builder.Load(parameter, Constant.Of(leaf));
                _builder.Store(one, ZeroMemory.LikeUnlessNull(array, _builder, null), Constant.Of(0), Constant.Of(leaf));
            }
            return one;
        }
        bool mayBeNull = _vjp.Body.Deep().Any(s => s is Let { Op: var op } let && op == Primitive.IsNull && let.Arguments[0] == parameter);
        Value gradient = mayBeNull ? ZeroMemory.LikeUnlessNull(parameter, _builder, sink.Name) : ZeroMemory.Like(parameter, _builder, sink.Name);
        if (sink.Type == gradient.Type)
        {
            Replace(sink, gradient);
            return gradient;
        }
        Value view = _builder.Fresh(sink.Type, sink.Name);
        _builder.Append(new Slice(view, gradient, null, null));
        Replace(sink, view);
        return gradient;
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Accumulate { Array: Value sink } s when IsGradient(sink): output.Add(new Accumulate(_gradients[sink.Id], InFirst(s.Indices), Map(s.Addend))); break;
            case Store { Array: Value sink } s when IsGradient(sink): output.Add(new Store(_gradients[sink.Id], InFirst(s.Indices), Map(s.Stored))); break;
            case Load { Array: Value sink } s when IsGradient(sink): output.Add(s with { Array = _gradients[sink.Id], Indices = InFirst(s.Indices) }); break;
            case Accumulate { Array: Value { Type: RefType } sink } s when _gradients.ContainsKey(sink.Id): SetScalar(sink, Sum(_gradients[sink.Id], Map(s.Addend), output), s); break;
            // Of a module's parameters it is no part.
            case Accumulate { Array.Type: OpaqueType } or If { Then.Body: [Accumulate { Array.Type: OpaqueType }] } when !_ofModules: break;
            case Accumulate { Array: Value { Type: TensorType } sink } s: SetScalar(sink, Map(s.Addend), s); break;
            // Unless it is null.
            case If { Then.Body: [Accumulate { Array: Value { Type: TensorType } sink } addition] } s:
                SetScalar(sink, Map(addition.Addend), s);
                _optional.Add(sink.Id);
                break;
            case Store { Array: Value { Type: RefType } sink } s when _gradients.ContainsKey(sink.Id): SetScalar(sink, Map(s.Stored), s); break;
            case Load { Array: Value { Type: RefType } sink } s when _gradients.ContainsKey(sink.Id): Replace(s.Result, _gradients[sink.Id]); break;
            default: base.Rewrite(statement, output); break;
        }
    }

    private EquatableArray<Operand> InFirst(EquatableArray<Operand> indices) => [Constant.Of(0), .. Map(indices)];

    // A scalar's sink is used outside all branches and loops: what it held is taken before all else, its cotangent is added when all is done.
    private void SetScalar(Value sink, Operand gradient, Statement statement)
    {
        if (!_vjp.Body.Body.Contains(statement)) throw new UnreachableException("the sink of a scalar is written in a nested region");
        _gradients[sink.Id] = gradient;
    }

    private Value OrZero(Operand gradient, Value parameter)
    {
        return gradient is DefaultOf ? _builder.Let(TensorRules.ZeroTangent, parameter.Type, parameter) : _builder.Let(TensorRules.OrZero, parameter.Type, gradient, parameter);
    }

    private Operand Sum(Operand gradient, Operand addend, List<Statement> output)
    {
        if (AdjointAlgebra.IsZero(gradient)) return addend;
        Value total = _builder.Fresh(addend.Type);
        output.Add(new Let(total, Primitive.Add, [gradient, addend]));
        return total;
    }
}
