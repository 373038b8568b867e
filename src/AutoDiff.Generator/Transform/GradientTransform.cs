using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// From a VJP to the gradient as a function of the primal's parameters alone, which yields the primal's value and then, for each differentiable parameter, its gradient: the
/// cotangent is 1, and what the VJP adds into sinks it adds into fresh arrays. It is what is differentiated again for second derivatives.
/// </summary>
internal sealed class GradientTransform : IrRewriter
{
    private readonly FunctionIr _vjp;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Operand> _gradients = [];

    private GradientTransform(FunctionIr vjp) => (_vjp, _builder) = (vjp, new IrBuilder(vjp.NextId));

    public static FunctionIr Run(FunctionIr vjp, string name) => new GradientTransform(vjp).Run(name);

    private FunctionIr Run(string name)
    {
        Parameter[] differentiable = [.. _vjp.Parameters.Where(p => p.Role == ParameterRole.Differentiable)];
        Parameter[] sinks = [.. _vjp.Parameters.Where(p => p.Role == ParameterRole.Sink)];
        foreach (Parameter cotangent in _vjp.Parameters.Where(p => p.Role == ParameterRole.Cotangent)) Replace(cotangent.Value, Constant.Of(1.0, cotangent.Value.Type));
        for (int i = 0; i < sinks.Length; i++) Allocate(sinks[i].Value, differentiable[i].Value);

        List<Statement> body = [];
        foreach (Statement statement in _vjp.Body.Body) Rewrite(statement, body);
        _builder.Append(body);
        EquatableArray<Parameter> parameters = _vjp.Parameters.Where(p => p.Role is ParameterRole.Differentiable or ParameterRole.Constant).ToEquatableArray();
        return new(name, parameters, _builder.Finish([.. Map(_vjp.Body.Yields), .. sinks.Select(s => _gradients[s.Value.Id])]), _builder.NextId);
    }

    private void Allocate(Value sink, Value parameter)
    {
        if (sink.Type is RefType reference)
        {
            _gradients[sink.Id] = AdjointAlgebra.Zero(reference.ElementType);
            return;
        }
        bool mayBeNull = _vjp.Body.Deep().Any(s => s is Let { Op: var op } let && op == Primitive.IsNull && let.Arguments[0] == parameter);
        Value gradient = mayBeNull ? ZeroMemory.LikeUnlessNull(parameter, _builder, sink.Name) : ZeroMemory.Like(parameter, _builder, sink.Name);
        _gradients[sink.Id] = gradient;
        if (sink.Type == gradient.Type)
        {
            Replace(sink, gradient);
            return;
        }
        Value view = _builder.Fresh(sink.Type, sink.Name);
        _builder.Append(new Slice(view, gradient, null, null));
        Replace(sink, view);
    }

    // A scalar's cotangent is added to its sink once, when all is done.
    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is not Accumulate { Array: Value { Type: RefType } sink } s || !_gradients.TryGetValue(sink.Id, out Operand? sum))
        {
            base.Rewrite(statement, output);
            return;
        }
        if (!_vjp.Body.Body.Contains(statement)) throw new UnreachableException("the cotangent of a scalar is added in a nested region");
        Operand addend = Map(s.Addend);
        if (!AdjointAlgebra.IsZero(sum))
        {
            Value total = _builder.Fresh(addend.Type);
            output.Add(new Let(total, Primitive.Add, [sum, addend]));
            addend = total;
        }
        _gradients[sink.Id] = addend;
    }
}
