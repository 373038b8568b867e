using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Lowering;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Optimize;
using AutoDiff.Generator.Transform;

namespace AutoDiff.Generator;

/// <summary>The middle of the compiler, a pure function: from a method's IR to the text of the file with its derivatives.</summary>
internal static class DerivativeCompiler
{
    /// <summary>
    /// Null if an active value goes into a call that has no derivative, or where no cotangent can follow. An <see cref="UnsupportedDerivativeException"/> says what else cannot be
    /// differentiated. The analyzer reports both; any other exception is a bug.
    /// </summary>
    public static string? Compile(MethodModel method, FunctionIr primal, GeneratorOptions options)
    {
        if (ActivityAnalysis.Problems(primal).Any(p => p.Problem is ActivityProblem.NonDifferentiableCall or ActivityProblem.LostCotangent)) return null;
        ISet<int> written = WrittenParameters.Of(primal);
        return MemberEmitter.Emit(method, Vjp(primal, options), written);
    }

    /// <summary>The derivative as the emitter gets it.</summary>
    public static FunctionIr Vjp(FunctionIr primal, GeneratorOptions options)
    {
        // The primal first: equal loads become one value, so that x[i] * x[i] is seen to be a square.
        if (options.Optimize) primal = PassPipeline.Optimize(primal);
        FunctionIr vjp = ReverseSweep.Transform(primal, options);
        if (options.Optimize) vjp = PassPipeline.Optimize(vjp);
        return ArrayPooling.Run(AllocationLowering.Run(vjp));
    }
}
