using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoDiff.CodeFixes;

/// <summary>
/// Says with <c>Gradient.Stop</c> that no derivative is wanted: around the floating-point values that go into a call without a derivative, or into a
/// conversion to an integer.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopGradientFix))]
[Shared]
public sealed class StopGradientFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AD0016", "AD0017"];

    /// <inheritdoc/>
    protected override string Title => "Stop the derivative here";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Targets(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax? whole = place.FirstAncestorOrSelf<ExpressionSyntax>(e => e is InvocationExpressionSyntax or CastExpressionSyntax or ObjectCreationExpressionSyntax);
        return whole is null ? [] : Inputs(whole, model, cancellation);
    }

    /// <inheritdoc/>
    protected override SyntaxNode Fixed(SyntaxNode target, SyntaxGenerator generator)
    {
        var argument = (ExpressionSyntax)target;
        return SyntaxFactory.InvocationExpression(
                SyntaxFactory.ParseExpression("global::AutoDiff.Gradient.Stop").WithAdditionalAnnotations(Simplifier.Annotation),
                SyntaxFactory.ArgumentList([SyntaxFactory.Argument(Bare(argument).WithoutTrivia())]))
            .WithTriviaFrom(argument);
    }

    /// <summary>The outermost floating-point values in an expression, itself aside.</summary>
    private static IEnumerable<ExpressionSyntax> Inputs(SyntaxNode whole, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxNode child in whole.ChildNodes())
        {
            bool isValue = child is ExpressionSyntax and not TypeSyntax || child is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax } || child is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } && access.Expression == child;
            if (isValue && child is ExpressionSyntax expression && IsFloatingPoint(model.GetTypeInfo(expression, cancellation).Type) && model.GetSymbolInfo(expression, cancellation).Symbol is not ITypeSymbol
                && !model.GetConstantValue(expression, cancellation).HasValue)
                yield return expression;
            else
                foreach (ExpressionSyntax inner in Inputs(child, model, cancellation)) yield return inner;
        }
    }

    private static bool IsFloatingPoint(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsFloatingPoint(array.ElementType),
        _ => type is { SpecialType: SpecialType.System_Double or SpecialType.System_Single },
    };

    private static ExpressionSyntax Bare(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax { Expression: var inner } ? Bare(inner) : expression;
}
