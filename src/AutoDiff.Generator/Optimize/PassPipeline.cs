using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimize;

/// <summary>The optimizer: the list of its passes, run until they change nothing more, and one for the reader at the end.</summary>
internal static class PassPipeline
{
    // Each round removes or shortens something; a few suffice in practice, the bound only limits the time.
    private const int MaximalRounds = 6;

    public static IReadOnlyList<Func<FunctionIr, FunctionIr>> Passes { get; } =
    [
        Simplify.Run,
        ScalarReplacement.Run,
        LoopUnrolling.Run,
        CommonSubexpressions.Run,
        InvariantCarried.Run,
        LoopInvariantMotion.Run,
        WriteMerging.Run,
        DeadCode.Run,
    ];

    public static FunctionIr Optimize(FunctionIr function)
    {
        for (int round = 0; round < MaximalRounds; round++)
        {
            FunctionIr before = function;
            foreach (Func<FunctionIr, FunctionIr> pass in Passes) function = pass(function);
            if (function.Body.Equals(before.Body)) break;
        }
        return IndexDuplication.Run(function);
    }
}
