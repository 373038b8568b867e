using AutoDiff.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>Why a call has no derivative.</summary>
internal static class UnderivedCall
{
    public static string Reason(SyntaxNode? node, Compilation compilation, CancellationToken cancellation) =>
        node is InvocationExpressionSyntax call && compilation.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol callee && Dispatch.CanBeOverridden(callee)
            ? "since a derived type may override it and it does not bear [Differentiable]"
            : "neither source in this project nor a rule";
}
