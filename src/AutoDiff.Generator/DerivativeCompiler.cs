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
    /// Null if an active value goes into a call that has no derivative. An <see cref="UnsupportedDerivativeException"/> says what else cannot be
    /// differentiated. The analyzer reports both; any other exception is a bug.
    /// </summary>
    public static string? Compile(MethodModel method, FunctionIr primal, GeneratorOptions options)
    {
        if (ActivityAnalysis.Problems(primal).Any(p => p.Problem == ActivityProblem.NonDifferentiableCall)) return null;
        return MemberEmitter.Emit(method, Derive(method, primal, options), WrittenParameters.Of(primal));
    }

    /// <summary>The bodies of all members that the method is to have.</summary>
    public static Derivatives Derive(MethodModel method, FunctionIr primal, GeneratorOptions options)
    {
        GeneratedMembers members = GeneratedMembers.Of(method);
        return new(members.Vjp is null ? null : Vjp(primal, options), members.Jvp is null ? null : Jvp(primal, options))
        {
            Hvp = members.Hvp is null ? null : Hvp(primal, options),
            WideJvp = members.WideJvp is null ? null : Jvp(primal, options, GeneratedMembers.Width),
            WideHvp = members.WideHvp is null ? null : Hvp(primal, options, GeneratedMembers.Width),
        };
    }

    /// <summary>The derivative in reverse mode as the emitter gets it.</summary>
    public static FunctionIr Vjp(FunctionIr primal, GeneratorOptions options) => Lowered(ReverseSweep.Transform(Optimized(primal, options), options), options);

    /// <summary>The derivative in forward mode.</summary>
    public static FunctionIr Jvp(FunctionIr primal, GeneratorOptions options, int width = 1) => Lowered(TangentTransform.Transform(Optimized(primal, options), width), options);

    /// <summary>Second order, forward over reverse: the tangents of the gradient.</summary>
    public static FunctionIr Hvp(FunctionIr primal, GeneratorOptions options, int width = 1)
    {
        FunctionIr gradient = GradientTransform.Run(ReverseSweep.Transform(Optimized(primal, options), options), primal.Name + "Gradient");
        FunctionIr tangent = TangentTransform.Transform(Optimized(gradient, options), width);
        // The gradient itself is not wanted.
        EquatableArray<Operand> yields = tangent.Body.Yields.Skip(gradient.Body.Yields.Count).ToEquatableArray();
        IrType part = gradient.Result ?? gradient.Body.Yields[0].Type;
        return Lowered(tangent with { Body = tangent.Body with { Yields = yields }, Result = ResultTuple.Of([.. Enumerable.Repeat(part, width)]) }, options);
    }

    // Before differentiation too: equal loads become one value, so that x[i] * x[i] is seen to be a square.
    private static FunctionIr Optimized(FunctionIr function, GeneratorOptions options) => options.Optimize ? PassPipeline.Optimize(function) : function;

    private static FunctionIr Lowered(FunctionIr derivative, GeneratorOptions options) => ArrayPooling.Run(AllocationLowering.Run(Optimized(derivative, options)));
}
