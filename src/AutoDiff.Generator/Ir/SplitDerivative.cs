using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>One value that the first half of a derivative keeps for the second, as a field.</summary>
internal sealed record ResidualField(string Name, IrType Type);

/// <summary>A derivative in two halves: <c>FPrimal(arguments…, out residuals)</c> and <c>FPullback(residuals, cotangent, sinks…)</c>.</summary>
/// <param name="Fields">What the residuals hold: parameters of the pullback, after the residuals themselves, that are not passed one by one.</param>
internal sealed record SplitDerivative(FunctionIr Primal, FunctionIr Pullback, EquatableArray<ResidualField> Fields)
{
    /// <summary>True if the pullback leaves the residuals as they are, so that it can run again with another cotangent: it takes nothing off a tape and writes none of their memory.</summary>
    public bool IsRepeatable
    {
        get
        {
            if (Fields.Any(f => f.Type is TapeType or ResidualsType || f.Type.Element is ResidualsType)) return false;
            MemoryRoots memory = MemoryRoots.Analyze(Pullback);
            return !Pullback.Body.Deep().SelectMany(Written).SelectMany(memory.Roots).Any(IsResidual);
        }
    }

    private static IEnumerable<Operand> Written(Statement statement) => statement switch
    {
        Store or Accumulate => [IrWalk.ArrayOf(statement)],
        Clear s => [s.Array],
        Call s => s.Written,
        _ => [],
    };

    private static bool IsResidual(MemoryRoot root) => root switch
    {
        ParameterRoot r => r.Parameter.Role == ParameterRole.Residual,
        RowsRoot r => IsResidual(r.Owner),
        _ => false,
    };
}
