using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Lowering;

/// <summary>Once no further derivative is wanted, a guarded term is a choice like any other; what the term's slope was computed for is gone then.</summary>
internal sealed class GuardLowering : IrRewriter
{
    private readonly IrBuilder _builder;

    private GuardLowering(FunctionIr function) => _builder = new IrBuilder(function.NextId);

    public static FunctionIr Run(FunctionIr function)
    {
        GuardLowering lowering = new(function);
        Region body = lowering.Rewrite(function.Body);
        return function with { Body = body, NextId = lowering._builder.NextId };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is not Let { Op: var op } guard || op != Primitive.Guard)
        {
            base.Rewrite(statement, output);
            return;
        }
        Operand factor = Map(guard.Arguments[0]);
        Value isZero = _builder.Fresh(factor.Type is TensorType ? TensorType.Mask : IrType.Boolean);
        output.Add(new Let(isZero, Primitive.Equal, [factor, Constant.Of(0.0, factor.Type.Scalar)]));
        output.Add(guard with { Op = Primitive.Select, Arguments = [isZero, Constant.Of(0.0, guard.Result.Type.Scalar), Map(guard.Arguments[2])] });
    }
}
