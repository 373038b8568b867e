using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>One parameter of a method that is called by contract.</summary>
/// <param name="Passing"><see cref="PassingMode.Ref"/> takes an argument and defines a result, <see cref="PassingMode.Out"/> only defines one; both for scalars.</param>
/// <param name="IsDifferentiable">False for what is constant by its type or bears <c>[NoGradient]</c>.</param>
/// <param name="IsWritten">True if the method may write the memory that the argument refers to.</param>
internal sealed record CallParameter(string Name, IrType Type, PassingMode Passing = PassingMode.Value, bool IsDifferentiable = false, bool IsWritten = false)
{
    /// <summary>The struct that is passed whole, of which this is a leaf: the parameters of its leaves follow each other. Null for what is no struct.</summary>
    public StructType? Whole { get; init; }

    /// <summary>True of a tensor's sink that a pullback adds to only if it is wanted: where nobody reads the sum, there is none.</summary>
    public bool MayBeUnwanted { get; init; }

    /// <summary>True if a call defines a result for it.</summary>
    public bool HasResult => Passing is PassingMode.Ref or PassingMode.Out;

    /// <summary>One parameter; of a struct, one for each leaf.</summary>
    public static IEnumerable<CallParameter> Of(string name, IrType type, PassingMode passing, bool isDifferentiable, bool isWritten = false) => type is StructType s
        ? s.Leaves.Select(leaf => new CallParameter(name, leaf.Type, passing, isDifferentiable && leaf.Type.CarriesFloat) { Whole = s })
        : [new(name, type, passing, isDifferentiable, isWritten)];
}

/// <summary>How a call is reversed. With <paramref name="Residuals"/> the forward sweep calls <paramref name="Primal"/>, which gives them as a last out argument, and the reverse sweep
/// calls <c>Pullback(residuals, cotangent, sinks…)</c>. Without, the forward sweep calls the method itself, and the reverse sweep runs it again:
/// <c>Pullback(arguments…, cotangent, sinks…)</c>.</summary>
internal sealed record CallDerivative(string Primal, string Pullback, ResidualsType? Residuals)
{
    /// <summary>Where there are residuals: the method that runs forward and reverse sweep together, <c>FVjp(arguments…, cotangent, sinks…)</c>; null if there is none.</summary>
    public string? Joined { get; init; }

    /// <summary>True if the derivative of an instance method is static. It takes the object, or the struct, first; a pullback that has residuals does not.</summary>
    public bool IsStatic { get; init; }

    /// <summary>True if <see cref="Tangent"/> is.</summary>
    public bool IsTangentStatic { get; init; }

    /// <summary>The method that calls it in forward mode, <c>FJvp(arguments…, tangents…)</c>; null if there is none.</summary>
    public string? Tangent { get; init; }

    /// <summary>Where there is none: what to do about it.</summary>
    public string TangentAdvice { get; init; } = "add Modes = DerivativeModes.Reverse | DerivativeModes.Forward to it";

    /// <summary>The derivative differentiated once more; null where there is none.</summary>
    public SecondDerivative? Second { get; init; }

    /// <summary>Where there is no second derivative: what to do about it.</summary>
    public string? SecondAdvice { get; init; }
}

/// <summary>The JVP of a derivative. Of one with residuals it is in two halves, <c>FPrimalJvp(arguments…, tangents…)</c> with residuals of its own, which hold what the pullback needs and its tangents,
/// and <c>FPullbackJvp(residuals, cotangent, sinks…, their tangents…)</c>; else it is <c>FVjpJvp(arguments…, cotangent, sinks…, their tangents…)</c>, the <paramref name="Pullback"/>.</summary>
/// <param name="IsStatic">True if they are static, of an instance method.</param>
internal sealed record SecondDerivative(string Primal, string Pullback, bool IsStatic = false);

/// <summary>A method that is called by contract. The texts are C#, qualified where that is needed.</summary>
/// <param name="Returns">Null for <c>void</c>.</param>
/// <param name="Derivative">Null if the call has none.</param>
internal sealed record CallTarget(string Method, IrType? Returns, EquatableArray<CallParameter> Parameters, CallDerivative? Derivative)
{
    /// <summary>The method that this one runs in the forward sweep; null for others.</summary>
    public CallTarget? RecordingOf { get; init; }

    /// <summary>The type that a static method of the platform belongs to; null for others, whose name says it.</summary>
    public PlatformType? Type { get; init; }

    /// <summary>True for a part of the function that calls it: its tensors are the function's.</summary>
    public bool IsPart { get; init; }

    /// <summary>True if the method reads parameters of modules: its derivative matters though no argument is active.</summary>
    public bool ReachesModules { get; init; }

    /// <summary>What this is the pullback of, or the VJP where there are no residuals; null for others.</summary>
    public CallTarget? PullbackOf { get; init; }

    /// <summary>True if the first parameter is the object, or the struct, that the method is called on.</summary>
    public bool IsInstance { get; init; }

    /// <summary>The types of what is returned: of a struct those of its leaves.</summary>
    public IEnumerable<IrType> ReturnTypes => Returns is null ? [] : Returns is StructType s ? s.Leaves.Select(l => l.Type) : [Returns];

    /// <summary>The types of a call's results: what is returned, then the ref and out parameters.</summary>
    public IEnumerable<IrType> ResultTypes => ReturnTypes.Concat(Parameters.Where(p => p.HasResult).Select(p => p.Type));

    /// <summary>The parameters that have a sink, or a tangent: of a struct all leaves, since it is passed whole.</summary>
    public IEnumerable<CallParameter> Differentiable => Parameters.Where(p => p.IsDifferentiable || (p.Whole is not null && Parameters.Any(other => other.IsDifferentiable && other.Whole is not null && other.Name == p.Name)));

    /// <summary>The parameters that take an argument.</summary>
    public IEnumerable<CallParameter> Inputs => Parameters.Where(p => p.Passing != PassingMode.Out);

    /// <summary>The method that the forward sweep calls in place of this one, and that gives residuals; the derivative stays that of the call.</summary>
    public CallTarget Recording() => this with { Method = Derivative!.Primal, Parameters = [.. Parameters, new CallParameter("residuals", Derivative.Residuals!, PassingMode.Out)], RecordingOf = this, IsInstance = IsInstance && !Derivative.IsStatic };
}

/// <summary>A type of the platform, by its namespace and its name.</summary>
internal sealed record PlatformType(string Namespace, string Name);

/// <summary>
/// A call by contract: of a method that is not inlined, since it is recursive or large or has no source, and whose derivative is another method.
/// <paramref name="Arguments"/> are those of <see cref="CallTarget.Inputs"/>, <paramref name="Results"/> have <see cref="CallTarget.ResultTypes"/>. A memory result is fresh.
/// </summary>
internal sealed record Call(EquatableArray<Value> Results, CallTarget Callee, EquatableArray<Operand> Arguments, int Site = -1) : Statement
{
    /// <summary>What the method returns, if anything reads it or not: none for <c>void</c>, of a struct the leaves.</summary>
    public IEnumerable<Value> Returned => Results.Take(Callee.ReturnTypes.Count());

    /// <summary>The parameters that define a result, with that.</summary>
    public IEnumerable<(CallParameter Parameter, Value Result)> Assigned => Callee.Parameters.Where(p => p.HasResult).Zip(Results.Skip(Callee.ReturnTypes.Count()), (p, r) => (p, r));

    /// <summary>The residuals of a call that records them.</summary>
    public Value? Residuals => Results.Count > 0 && Results[Results.Count - 1] is { Type: ResidualsType } last ? last : null;

    /// <summary>True for a pullback that reads residuals.</summary>
    public bool ReadsResiduals => Arguments.Any(a => a.Type is ResidualsType);

    /// <summary>The arguments with the parameters that take them.</summary>
    public IEnumerable<(CallParameter Parameter, Operand Argument)> Pairs => Callee.Inputs.Zip(Arguments, (p, a) => (p, a));

    /// <summary>The memory that the method may write.</summary>
    public IEnumerable<Operand> Written => Pairs.Where(p => p.Parameter.IsWritten && p.Argument.Type.IsMemory).Select(p => p.Argument);
}
