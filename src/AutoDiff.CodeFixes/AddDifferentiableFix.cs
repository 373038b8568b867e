using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoDiff.CodeFixes;

/// <summary>
/// Puts <c>[Differentiable]</c> on a method: one in another project of the solution, which is called without a derivative, one that overrides a differentiable method, or one whose
/// derivative is called (<c>FGradient</c>) and does not exist.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddDifferentiableFix))]
[Shared]
public sealed class AddDifferentiableFix : CodeFixProvider
{
    private static readonly string[] Suffixes = ["ValueAndGradient", "Gradient", "Vjp", "Jvp", "Jacobian", "Hvp", "Hessian"];

    /// <summary>A call without a derivative; an override without one; a name that does not exist, in a scope, a type or an object.</summary>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AD0016", "AD0038", "CS0103", "CS0117", "CS1061"];

    /// <summary>None: each is another method.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken cancellation = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root) return;
        if (await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode place = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            IMethodSymbol? method = diagnostic.Id switch
            {
                "AD0016" => Callee(place, model, cancellation),
                "AD0038" => model.GetDeclaredSymbol(place, cancellation) as IMethodSymbol,
                _ => PrimalOf(place, model, cancellation),
            };
            if (method is null || await SymbolFinder.FindSourceDefinitionAsync(method, context.Document.Project.Solution, cancellation).ConfigureAwait(false) is not IMethodSymbol source) continue;
            if (source.DeclaringSyntaxReferences is not [var reference, ..] || source.GetAttributes().Any(a => a.AttributeClass?.Name == "DifferentiableAttribute")) continue;
            if (context.Document.Project.Solution.GetDocument(reference.SyntaxTree) is not { } document) continue;
            string title = $"Make '{source.Name}' differentiable";
            context.RegisterCodeFix(CodeAction.Create(title, c => FixAsync(document, reference, c), title), diagnostic);
        }
    }

    private static IMethodSymbol? Callee(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call ? model.GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol : null;

    /// <summary>The method that a missing name is the derivative of.</summary>
    private static IMethodSymbol? PrimalOf(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (place.FirstAncestorOrSelf<SimpleNameSyntax>() is not { Identifier.ValueText: var name } node) return null;
        if (Suffixes.FirstOrDefault(s => name.Length > s.Length && name.EndsWith(s, StringComparison.Ordinal)) is not { } suffix) return null;
        string primal = name.Substring(0, name.Length - suffix.Length);
        if (node.Parent is not MemberAccessExpressionSyntax access || access.Name != node)
            return model.LookupSymbols(node.SpanStart, name: primal).OfType<IMethodSymbol>().FirstOrDefault();
        ITypeSymbol? type = model.GetSymbolInfo(access.Expression, cancellation).Symbol as ITypeSymbol ?? model.GetTypeInfo(access.Expression, cancellation).Type;
        return type?.GetMembers(primal).OfType<IMethodSymbol>().FirstOrDefault();
    }

    private static async Task<Document> FixAsync(Document document, SyntaxReference reference, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        SyntaxNode declaration = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        AttributeSyntax attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::AutoDiff.Differentiable")).WithAdditionalAnnotations(Simplifier.Annotation);
        editor.AddAttribute(declaration, attribute);
        foreach (TypeDeclarationSyntax type in MakePartialFix.NotPartial(declaration)) editor.ReplaceNode(type, (current, _) => MakePartialFix.Partial((TypeDeclarationSyntax)current));
        return editor.GetChangedDocument();
    }
}
