using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace AutoDiff.CodeFixes;

/// <summary>A fix that edits only the document of its diagnostic: all diagnostics of a document can be fixed at once.</summary>
public abstract class DocumentFix : CodeFixProvider
{
    private readonly FixAllProvider _fixAll;

    /// <summary>A fix for all of a document's diagnostics.</summary>
    protected DocumentFix() => _fixAll = FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <summary>What the editor offers.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model) return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!Targets(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model, context.CancellationToken).Any()) continue;
            ImmutableArray<Diagnostic> one = [diagnostic];
            context.RegisterCodeFix(CodeAction.Create(Title, cancellation => FixAsync(context.Document, one, cancellation), Title), one);
        }
    }

    /// <summary>The nodes that a diagnostic's fix changes.</summary>
    protected abstract IEnumerable<SyntaxNode> Targets(SyntaxNode place, SemanticModel model, CancellationToken cancellation);

    /// <summary>Such a node, fixed.</summary>
    protected abstract SyntaxNode Fixed(SyntaxNode target, SyntaxGenerator generator);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        // Two methods of one type ask for the same.
        HashSet<SyntaxNode> targets = [.. diagnostics.SelectMany(d =>
            Targets(editor.OriginalRoot.FindNode(d.Location.SourceSpan, getInnermostNodeForTie: true), editor.SemanticModel, cancellation))];
        foreach (SyntaxNode target in targets) editor.ReplaceNode(target, (current, generator) => Fixed(current, generator));
        return editor.GetChangedDocument();
    }
}
