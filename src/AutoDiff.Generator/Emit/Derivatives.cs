using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>The bodies of a method's generated members, null for those that are not asked for.</summary>
/// <param name="Vjp">Reverse mode: its parameters are the primal's, the cotangent and the sinks.</param>
/// <param name="Jvp">Forward mode: its parameters are the primal's and the tangents.</param>
internal sealed record Derivatives(FunctionIr? Vjp, FunctionIr? Jvp)
{
    /// <summary>The primal itself, with the derivatives that it calls written out.</summary>
    public FunctionIr? Value { get; init; }

    /// <summary>Reverse mode with respect to modules' parameters alone: its parameters are the primal's. Null where the VJP has no sinks.</summary>
    public FunctionIr? Backward { get; init; }

    /// <summary>Second order: its parameters are those of the JVP, its results the tangents of the gradient.</summary>
    public FunctionIr? Hvp { get; init; }

    /// <summary>The JVP of several directions, for the columns of the Jacobian.</summary>
    public FunctionIr? WideJvp { get; init; }

    /// <summary>The second-order product with several directions, for the columns of the Hessian.</summary>
    public FunctionIr? WideHvp { get; init; }

    /// <summary>Those of the primal, and more: what the members have in common. An abstract method's members have no body, and none.</summary>
    public EquatableArray<Parameter> Parameters => (Vjp ?? Jvp ?? Value)?.Parameters ?? EquatableArray<Parameter>.Empty;

    public IEnumerable<FunctionIr> All => new[] { Value, Vjp, Backward, Jvp, Hvp, WideJvp, WideHvp }.OfType<FunctionIr>();
}
