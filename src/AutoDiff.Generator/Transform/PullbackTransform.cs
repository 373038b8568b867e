using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// A VJP as a function without references to numbers: what is a <c>ref</c> sink becomes a parameter with the number that it holds before, and one more result with what it holds
/// afterwards. So it can be part of another function, in which numbers are values.
/// </summary>
internal sealed class PullbackTransform : IrRewriter
{
    private readonly FunctionIr _vjp;
    private readonly IrBuilder _builder;
    private readonly Dictionary<(int Sink, int Leaf), Operand> _totals = [];

    private PullbackTransform(FunctionIr vjp) => (_vjp, _builder) = (vjp, new IrBuilder(vjp.NextId));

    public static FunctionIr Run(FunctionIr vjp) => new PullbackTransform(vjp).Run();

    private FunctionIr Run()
    {
        List<Parameter> parameters = [];
        foreach (Parameter parameter in _vjp.Parameters)
        {
            if (parameter.Value.Type is not RefType { ElementType: var type })
            {
                parameters.Add(parameter);
                continue;
            }
            Value before = _builder.Fresh(type, parameter.Value.Name);
            parameters.Add(parameter with { Value = before });
            if (type is not StructType whole) _totals[(parameter.Value.Id, 0)] = before;
            else if (parameter.Role != ParameterRole.Sink) throw new UnsupportedDerivativeException($"'{parameter.Value.Name}' is a reference to a struct");
            else for (int leaf = 0; leaf < whole.Leaves.Count; leaf++) _totals[(parameter.Value.Id, leaf)] = _builder.Load(before, Constant.Of(leaf));
        }
        (int, int)[] sinks = [.. _totals.Keys];
        Region body = Rewrite(_vjp.Body);
        _builder.Append(body.Body);
        return new(_vjp.Name, parameters, _builder.Finish([.. body.Yields, .. sinks.Select(s => _totals[s])]), _builder.NextId);
    }

    // A scalar's cotangent is added to its sink when all is done, outside loops and branches.
    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Accumulate { Array: Value sink } s when _totals.TryGetValue(KeyOf(sink, s.Indices), out Operand? total):
                if (!_vjp.Body.Body.Contains(statement)) throw new UnreachableException("the cotangent of a scalar is added in a nested region");
                Value sum = _builder.Fresh(total.Type, sink.Name);
                output.Add(new Let(sum, Primitive.Add, [total, Map(s.Addend)]));
                _totals[KeyOf(sink, s.Indices)] = sum;
                break;
            case Load { Array: Value sink } s when _totals.TryGetValue(KeyOf(sink, s.Indices), out Operand? part): Replace(s.Result, part); break;
            case Store { Array: Value sink } s when _totals.ContainsKey(KeyOf(sink, s.Indices)): throw new UnsupportedDerivativeException($"'{sink.Name}' is written by reference");
            default: base.Rewrite(statement, output); break;
        }
    }

    private static (int, int) KeyOf(Value sink, EquatableArray<Operand> indices) => (sink.Id, indices is [Constant leaf] ? (int)leaf.Bits : 0);
}
