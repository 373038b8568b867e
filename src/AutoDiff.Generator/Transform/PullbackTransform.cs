using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// A VJP as a function without references to numbers: what is a <c>ref</c> sink becomes a parameter with the number that it holds before, and one more result with what it holds
/// afterwards. So it can be part of another function, in which numbers are values.
/// </summary>
internal sealed class PullbackTransform : IrRewriter
{
    private readonly FunctionIr _vjp;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Operand> _totals = [];

    private PullbackTransform(FunctionIr vjp) => (_vjp, _builder) = (vjp, new IrBuilder(vjp.NextId));

    public static FunctionIr Run(FunctionIr vjp) => new PullbackTransform(vjp).Run();

    private FunctionIr Run()
    {
        List<Parameter> parameters = [];
        List<int> sinks = [];
        foreach (Parameter parameter in _vjp.Parameters)
        {
            if (parameter.Value.Type is not RefType { ElementType: var type })
            {
                parameters.Add(parameter);
                continue;
            }
            if (type is not ScalarType) throw new UnsupportedDerivativeException($"'{parameter.Value.Name}' is a reference to a struct");
            Value before = _builder.Fresh(type, parameter.Value.Name);
            parameters.Add(parameter with { Value = before });
            sinks.Add(parameter.Value.Id);
            _totals[parameter.Value.Id] = before;
        }
        Region body = Rewrite(_vjp.Body);
        IEnumerable<Operand> totals = sinks.Select(s => _totals[s]);
        return new(_vjp.Name, parameters, body with { Yields = [.. body.Yields, .. totals] }, _builder.NextId);
    }

    // A scalar's cotangent is added to its sink when all is done, outside loops and branches.
    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is not Accumulate { Array: Value sink } s || !_totals.TryGetValue(sink.Id, out Operand? total))
        {
            base.Rewrite(statement, output);
            return;
        }
        if (!_vjp.Body.Body.Contains(statement)) throw new UnreachableException("the cotangent of a scalar is added in a nested region");
        Value sum = _builder.Fresh(total.Type, sink.Name);
        output.Add(new Let(sum, Primitive.Add, [total, Map(s.Addend)]));
        _totals[sink.Id] = sum;
    }
}
