using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoDiff.CodeFixes;

/// <summary>Makes the type of a differentiable method <c>partial</c>, and all types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AD0010", "AD0050"];

    /// <inheritdoc/>
    protected override string Title => "Make the type partial";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Targets(SyntaxNode place, SemanticModel model, CancellationToken cancellation) => NotPartial(place);

    /// <inheritdoc/>
    protected override SyntaxNode Fixed(SyntaxNode target, SyntaxGenerator generator) => Partial((TypeDeclarationSyntax)target);

    /// <summary>The types around a node that are not partial.</summary>
    internal static IEnumerable<TypeDeclarationSyntax> NotPartial(SyntaxNode node) =>
        node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary><c>partial</c> is the last modifier.</summary>
    internal static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(partial))
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }
}
