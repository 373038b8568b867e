using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator;

/// <summary>A method without the attribute that a differentiable method calls by contract.</summary>
/// <param name="Class">The class beside that method, which gets the derivative.</param>
/// <param name="Halves">Null if the derivative is FVjp.</param>
internal sealed record ContractPrimal(MethodModel Method, string Class, ContractNames? Halves, FunctionIr Function);

/// <summary>
/// A method as it enters the middle of the compiler: the boundary behind which there are no symbols. <paramref name="Function"/> is null where the
/// source does not compile or has a problem, which the compiler or the analyzer reports.
/// </summary>
internal sealed record Primal(MethodModel Method, FunctionIr? Function, Failure? Failure = null)
{
    /// <summary>True for a method without a body: others override or implement it, and its derivatives.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>The names of its own halves, where it is called by contract.</summary>
    public ContractNames? Contract { get; init; }

    /// <summary>The names that its halves have for a use of its own; null where it can have none.</summary>
    public ContractNames? Halves { get; init; }

    /// <summary>The methods without the attribute that are called by contract.</summary>
    public EquatableArray<ContractPrimal> Callees { get; init; } = EquatableArray<ContractPrimal>.Empty;

    /// <summary>What the derivatives of derivatives written by hand would be called that cannot be differentiated.</summary>
    public EquatableArray<string> WithoutSecond { get; init; } = EquatableArray<string>.Empty;

    public static Primal Lower(MethodModel method, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            return Find(method.DocumentationId, compilation) is { } symbol ? Of(method, MethodLowering.Lower(symbol, compilation, cancellation)) : new(method, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(method, null, Failure.Of(exception));
        }
    }

    public static Primal Of(MethodModel method, LoweringResult lowered) => new(method, lowered.Function)
    {
        IsAbstract = lowered.IsAbstract,
        WithoutSecond = lowered.WithoutSecond.ToEquatableArray(),
        Contract = lowered.Contract,
        Halves = lowered.Halves,
        Callees = lowered.Callees.Select(c => new ContractPrimal(
            Beside(c.Signature, c, method), lowered.CalleeClass, c.Halves,
            c.Lowered.Function! with { Parameters = c.Lowered.Function.Parameters.Select((p, i) => c.Constants.Contains(i) ? p with { Role = ParameterRole.Constant } : p).ToEquatableArray() })).ToEquatableArray(),
    };

    private static MethodModel Beside(MethodModel callee, LoweredCallee lowered, MethodModel caller) => callee with
    {
        ReservedNames = caller.ReservedNames,
        IsCheckedProject = caller.IsCheckedProject,
        Parameters = callee.Parameters.Select((p, i) => lowered.Constants.Contains(i) ? p with { IsDifferentiable = false } : p).ToEquatableArray(),
    };

    /// <summary>The method in the compilation's own source: a referenced assembly may have one with the same id.</summary>
    public static IMethodSymbol? Find(string documentationId, Compilation compilation) => DocumentationCommentId
        .GetSymbolsForDeclarationId(documentationId, compilation)
        .OfType<IMethodSymbol>()
        .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, compilation.Assembly));
}
