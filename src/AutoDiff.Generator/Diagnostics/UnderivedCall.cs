using AutoDiff.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>Why a call has no derivative.</summary>
internal static class UnderivedCall
{
    public static string Reason(SyntaxNode? node, Compilation compilation, CancellationToken cancellation) =>
        node is not InvocationExpressionSyntax call || compilation.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol callee ? None
        : Dispatch.CanBeOverridden(callee) ? "since a derived type may override it and it does not bear [Differentiable]"
        : TypeMapping.IsOfTensors(callee.ContainingType) || TypeMapping.IsTensor(callee.ContainingType) ? OfTensors(callee)
        : None;

    private const string None = "neither source in this project nor a rule";

    private static string OfTensors(IMethodSymbol callee) => callee.Name switch
    {
        "Wrap" => "since it shares memory with what it is made of (Tensor.Create copies it)",
        "AsSpan" or "AsTensorSpan" or "AsReadOnlyTensorSpan" => "since it shows memory that may change (ToArray copies it)",
        "Stack" or "Concatenate" => "where its tensors come from a collection that is no array (make it an array)",
        _ => None,
    };
}
