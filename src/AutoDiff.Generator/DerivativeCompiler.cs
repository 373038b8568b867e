using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Lowering;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Optimize;
using AutoDiff.Generator.Transform;

namespace AutoDiff.Generator;

/// <summary>The middle of the compiler, a pure function: from a method's IR to the text of the file with its derivatives.</summary>
internal static partial class DerivativeCompiler
{
    /// <summary>
    /// Null if an active value goes into a call that has no derivative, or where no cotangent can follow. An <see cref="UnsupportedDerivativeException"/> says what else cannot be
    /// differentiated. The analyzer reports both; any other exception is a bug.
    /// </summary>
    public static string? Compile(Primal primal, GeneratorOptions options)
    {
        if (primal.Method.IsStrict) options = options with { Lanes = LaneUse.Never };
        if (primal.IsAbstract) return MemberEmitter.EmitAbstract(primal.Method, primal.Contract);
        if (primal.Function is not { } unlinked) return null;
        FunctionIr function = Linker.Run(unlinked, options);
        ContractPrimal[] callees = [.. primal.Callees.Select(c => c with { Function = WrittenParameters.Declare(Linker.Run(c.Function, options)) })];
        if (callees.Select(c => c.Function).Prepend(function).Any(f => ActivityAnalysis.Problems(f).Any(p => p.Problem is ActivityProblem.NonDifferentiableCall or ActivityProblem.DerivativeOfCall or ActivityProblem.LostCotangent))) return null;
        ISet<int> written = WrittenParameters.Of(function);
        // What an override may write counts as written in all of them.
        function = WrittenParameters.Declare(function, all: primal.Method.Dispatch is not null);
        Derivatives derivatives = Derive(primal.Method, function, options);
        return MemberEmitter.Emit(primal.Method, derivatives, written, Contracts(primal, function, written, callees, derivatives, options));
    }

    // The rows of a Jacobian share one forward sweep where its residuals survive a reverse sweep.
    private static ContractMembers? Rows(Primal primal, FunctionIr function, ISet<int> written, GeneratorOptions options)
    {
        if (primal.Halves is not { } names || GeneratedMembers.Of(primal.Method).Jacobian is null || !GeneratedMembers.HasRows(primal.Method) || written.Count > 0) return null;
        return HalvesIfAny(function, names, options) is { IsRepeatable: true } halves ? new(primal.Method, null, names, halves, null, written) { IsPrivate = true } : null;
    }

    /// <summary>The bodies of all members that the method is to have.</summary>
    public static Derivatives Derive(MethodModel method, FunctionIr primal, GeneratorOptions options)
    {
        GeneratedMembers members = GeneratedMembers.Of(method);
        if (members.Hvp is not null && method.Parameters.FirstOrDefault(p => p is { IsDifferentiable: true, Passing: PassingMode.Out }) is { } assigned)
            throw new UnsupportedDerivativeException($"second derivatives are asked for, and the out parameter '{assigned.PlainName}' has a gradient: mark it [NoGradient], or return it");
        return new(members.Vjp is null ? null : Vjp(primal, options), members.Jvp is null ? null : Jvp(primal, options))
        {
            Value = members.Value is null ? null : Finished(primal, options),
            Backward = members.Backward is null ? null : Backward(primal, options),
            Hvp = members.Hvp is null ? null : Hvp(primal, options),
            WideJvp = members.WideJvp is null ? null : Jvp(primal, options, GeneratedMembers.Width),
            WideHvp = members.WideHvp is null ? null : Hvp(primal, options, GeneratedMembers.Width),
        };
    }

    /// <summary>The derivative in reverse mode as the emitter gets it.</summary>
    public static FunctionIr Vjp(FunctionIr primal, GeneratorOptions options) => Finished(ReverseSweep.Transform(Optimized(primal, options), options, joinsCalls: true), options);

    /// <summary>
    /// The derivative with respect to modules' parameters alone: the arguments are constants. Those that the primal writes hold active values in between, so they keep a sink, which nobody
    /// reads at the end. Null where there is nothing to leave out.
    /// </summary>
    private static FunctionIr? Backward(FunctionIr primal, GeneratorOptions options)
    {
        if (!primal.Parameters.Any(p => p.Role == ParameterRole.Differentiable)) return null;
        FunctionIr constant = primal with { Parameters = [.. primal.Parameters.Select(p => p is { Role: ParameterRole.Differentiable, IsWritten: false } ? p with { Role = ParameterRole.Constant } : p)] };
        return Finished(GradientTransform.Backward(ReverseSweep.Transform(Optimized(constant, options), options, joinsCalls: true), primal.Name + "Backward"), options);
    }

    /// <summary>The derivative in forward mode.</summary>
    public static FunctionIr Jvp(FunctionIr primal, GeneratorOptions options, int width = 1) => Finished(Tangent(primal, options, width), options);

    /// <summary>Second order, forward over reverse: the tangents of the gradient.</summary>
    public static FunctionIr Hvp(FunctionIr primal, GeneratorOptions options, int width = 1) => Finished(GradientTangent(primal, options, width), options);

    /// <summary>How the loops of a derivative run, of reverse mode if there is one, and what it records: for those who ask.</summary>
    public static (IReadOnlyList<LoopReport> Loops, IReadOnlyList<(string Name, int Bytes)> Records) Explain(MethodModel method, FunctionIr primal, GeneratorOptions options)
    {
        primal = WrittenParameters.Declare(Linker.Run(primal, options));
        FunctionIr derivative = Optimized(Plain(method.HasReverse ? ReverseSweep.Transform(Optimized(primal, options), options, joinsCalls: true)
            : method.HasForward ? TangentTransform.Transform(Optimized(primal, options)) : primal, options), options);
        List<LoopReport> loops = [];
        if (method.IsStrict || options.Lanes == LaneUse.Never) loops.AddRange(Sites(derivative).Select(s => new LoopReport(s, "", "one iteration after the other, as is asked for")));
        else LaneLowering.Run(WholeReads.Run(derivative), always: false, loops);
        loops.AddRange(Sites(primal).Except(Sites(derivative)).Select(s => new LoopReport(s, "", "as no loop: its trips are written out, or nothing depends on it")));
        return (loops, [.. derivative.Body.Deep().Select(Recorded).OfType<(string, int)>()]);

        static IEnumerable<int> Sites(FunctionIr function) => function.Body.Deep().Select(s => s switch { For loop => loop.Site, While loop => loop.Site, _ => -1 }).Where(s => s >= 0);

        static (string, int)? Recorded(Statement statement) => statement switch
        {
            Allocate { Record: { } name, Result.Type.Element: ScalarType type } => (name, type.Width / 8),
            NewTape { Record: { } name, Result.Type: TapeType { ElementType: var type } } => (name, type is ScalarType scalar ? scalar.Width / 8 : 8),
            _ => null,
        };
    }

    // ---- The same as parts of other functions ----

    /// <summary>The gradient as a function of the primal's parameters, with the value before it if wanted.</summary>
    public static FunctionIr Gradient(FunctionIr primal, GeneratorOptions options, bool withValue) =>
        Optimized(GradientTransform.Run(ReverseSweep.Transform(Optimized(primal, options), options), primal.Name + "Gradient", withValue), options);

    /// <summary>The VJP with values in the place of references.</summary>
    public static FunctionIr Pullback(FunctionIr primal, GeneratorOptions options) =>
        Optimized(PullbackTransform.Run(ReverseSweep.Transform(Optimized(primal, options), options)), options);

    /// <summary>The JVP.</summary>
    public static FunctionIr Tangent(FunctionIr primal, GeneratorOptions options, int width = 1) =>
        Optimized(TangentTransform.Transform(Optimized(primal, options), width), options);

    /// <summary>The tangents of the gradient.</summary>
    public static FunctionIr GradientTangent(FunctionIr primal, GeneratorOptions options, int width = 1)
    {
        FunctionIr gradient = Gradient(primal, options, withValue: false);
        FunctionIr tangent = TangentTransform.Transform(gradient, width);
        // The gradient itself is not wanted.
        EquatableArray<Operand> yields = tangent.Body.Yields.Skip(gradient.Body.Yields.Count).ToEquatableArray();
        IrType part = gradient.Result ?? gradient.Body.Yields[0].Type;
        return Optimized(tangent with { Body = tangent.Body with { Yields = yields }, Result = ResultTuple.Of([.. Enumerable.Repeat(part, width)]) }, options);
    }

    /// <summary>All first derivatives of an array.</summary>
    public static FunctionIr Jacobian(FunctionIr primal, GeneratorOptions options) => Optimized(ColumnsTransform.Jacobian(primal, Tangent(primal, options), primal.Name + "Jacobian"), options);

    /// <summary>All second derivatives.</summary>
    public static FunctionIr Hessian(FunctionIr primal, GeneratorOptions options) => Optimized(ColumnsTransform.Hessian(GradientTangent(primal, options), primal.Name + "Hessian"), options);

    /// <summary>The derivative as two methods, for calls by contract, or the JVP of that.</summary>
    public static SplitDerivative Halves(FunctionIr primal, ContractNames names, GeneratorOptions options, bool isSecond = false)
    {
        MemoryRoots memory = MemoryRoots.Analyze(primal);
        if (primal.Body.Yields.Any(y => !memory.Reachable(y).All(r => r is AllocationRoot)))
            throw new UnsupportedDerivativeException($"the array that '{primal.Name}' returns may be an argument of it; return a copy, since '{primal.Name}' is called by contract");
        FunctionIr joined = ReverseSweep.Transform(Optimized(primal, options), options, isApart: true);
        joined = Plain(isSecond ? TangentTransform.OfDerivative(joined) : joined, options);
        SplitDerivative split = PullbackSplit.Run(joined, new ResidualsType((isSecond ? names.Tangent : names).Residuals + names.TypeArguments), f => Optimized(f, options), names.ArePooled);
        split = split with { Primal = Lowered(Optimized(split.Primal, options), options), Pullback = Lowered(split.Pullback, options) };
        return names.ArePooled ? RecordPooling.Run(split) : split;
    }

    // Null where the derivative cannot be cut.
    private static SplitDerivative? HalvesIfAny(FunctionIr primal, ContractNames names, GeneratorOptions options, bool isSecond = false)
    {
        try
        {
            return Halves(primal, names, options, isSecond);
        }
        catch (UnsupportedDerivativeException)
        {
            return null;
        }
    }

    // Before differentiation too: equal loads become one value, so that x[i] * x[i] is seen to be a square.
    private static FunctionIr Optimized(FunctionIr function, GeneratorOptions options) => options.Optimize ? PassPipeline.Optimize(function) : function;

    private static FunctionIr Finished(FunctionIr derivative, GeneratorOptions options) => Lowered(Optimized(Plain(derivative, options), options), options);

    // What only transforms distinguish is ordinary from here on.
    private static FunctionIr Plain(FunctionIr derivative, GeneratorOptions options)
    {
        FunctionIr plain = GuardLowering.Run(StopErasure.Run(derivative));
        return options.Optimize ? PowerProducts.Run(plain) : plain;
    }

    private static FunctionIr Lowered(FunctionIr function, GeneratorOptions options)
    {
        NumberInterfaces.Check(function);
        function = WholeReads.Run(function);
        if (options.Optimize) function = DeadZeros.Run(KnownZeros.Run(function));
        if (options.Lanes != LaneUse.Never)
        {
            if (options.Optimize) function = TensorFusion.Run(function, kernel => Laned(Optimized(Plain(kernel, options), options), isOfElements: true));
            function = Laned(function, isOfElements: false);
        }
        return SinCosSharing.Run(ArrayPooling.Run(AllocationLowering.Run(function)));

        FunctionIr Laned(FunctionIr part, bool isOfElements) => LaneLowering.Run(part, options.Lanes == LaneUse.Always, isOfElements: isOfElements);
    }
}
