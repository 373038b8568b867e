using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator;

/// <summary>
/// A method as it enters the middle of the compiler: the boundary behind which there are no symbols. <paramref name="Function"/> is null where the
/// source does not compile or has a problem, which the compiler or the analyzer reports.
/// </summary>
internal sealed record Primal(MethodModel Method, FunctionIr? Function, Failure? Failure = null)
{
    public static Primal Lower(MethodModel method, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            return Find(method.DocumentationId, compilation) is { } symbol ? new(method, MethodLowering.Lower(symbol, compilation, cancellation).Function) : new(method, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(method, null, Failure.Of(exception));
        }
    }

    /// <summary>The method in the compilation's own source: a referenced assembly may have one with the same id.</summary>
    public static IMethodSymbol? Find(string documentationId, Compilation compilation) => DocumentationCommentId
        .GetSymbolsForDeclarationId(documentationId, compilation)
        .OfType<IMethodSymbol>()
        .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, compilation.Assembly));
}
