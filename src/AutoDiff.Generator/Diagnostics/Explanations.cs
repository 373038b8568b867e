using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Lowering;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Analyses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>What the compiler decided about a method that it differentiates, for those who ask: how each loop runs, and what is recorded.</summary>
internal static class Explanations
{
    public static IEnumerable<Diagnostic> Of(IMethodSymbol method, LoweringResult lowered, GeneratorOptions options, CancellationToken cancellation)
    {
        if (lowered.Function is not { } function || SignatureReader.Read(method) is not { } model) return [];
        try
        {
            (IReadOnlyList<LoopReport> loops, IReadOnlyList<(string Name, int Bytes)> records) = DerivativeCompiler.Explain(model, function, options);
            string name = SignatureReader.NameOf(method);
            return
            [
                .. loops.Where(l => l.Site >= 0).GroupBy(l => l.Site).Select(g => Diagnostic.Create(DiagnosticDescriptors.Loop, Header(lowered.Sites[g.Key], cancellation), name, string.Join("; ", g.Select(Text).Distinct()))),
                Diagnostic.Create(DiagnosticDescriptors.Records, method.Locations[0], name, records.Count == 0 ? "nothing in loops" : $"{records.Sum(r => r.Bytes)} bytes in each iteration: {string.Join(", ", records.GroupBy(r => r.Name).Select(g => $"{g.Key} ({g.Sum(r => r.Bytes)})"))}"),
            ];
        }
        catch (UnsupportedDerivativeException)
        {
            return [];
        }
    }

    private static string Text(LoopReport report) => report.Section.Length == 0 ? report.Text : $"{report.Text} ({report.Section})";

    // The loop without its body.
    private static Location Header(Location site, CancellationToken cancellation) => site.SourceTree?.GetRoot(cancellation).FindNode(site.SourceSpan, getInnermostNodeForTie: true) switch
    {
        ForStatementSyntax s => Location.Create(site.SourceTree, TextSpan.FromBounds(s.SpanStart, s.CloseParenToken.Span.End)),
        CommonForEachStatementSyntax s => Location.Create(site.SourceTree, TextSpan.FromBounds(s.SpanStart, s.CloseParenToken.Span.End)),
        WhileStatementSyntax s => Location.Create(site.SourceTree, TextSpan.FromBounds(s.SpanStart, s.CloseParenToken.Span.End)),
        DoStatementSyntax s => s.DoKeyword.GetLocation(),
        _ => site,
    };
}
