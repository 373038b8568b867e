using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimize;

/// <summary>Replaces what <see cref="Primitive.Stop"/> and <see cref="Primitive.Retain"/> give by their operand: once a function is not differentiated further, they mean nothing.</summary>
internal sealed class StopErasure : PassRewriter
{
    private StopErasure(FunctionIr function) : base(function)
    {
    }

    public static FunctionIr Run(FunctionIr function) => new StopErasure(function).Run();

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Let s && (s.Op == Primitive.Stop || s.Op == Primitive.Retain)) Forward(s.Result, Map(s.Arguments[0]));
        else Emit(RewriteParts(statement), output);
    }
}
