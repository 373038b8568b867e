using System.Globalization;
using AutoDiff.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Simplification;
using Xunit;

namespace AutoDiff.Generator.Tests.CodeFixes;

/// <summary>What the code fixes make of a source file.</summary>
public sealed class CodeFixTests
{
    private const string Usings = "using System;\nusing AutoDiff;\n";

    [Fact]
    public Task A_type_and_those_around_it_become_partial() => Verify(
        new MakePartialFix(),
        "public static class Outer { /* the inner one */ class Inner { [Differentiable] static double F(double x) => x * x; } }",
        "public static partial class Outer { /* the inner one */ partial class Inner { [Differentiable] static double F(double x) => x * x; } }");

    [Fact]
    public Task All_methods_of_a_type_are_fixed_at_once() => Verify(
        new MakePartialFix(),
        "readonly record struct R { [Differentiable] static double F(double x) => x * x; [Differentiable] static double G(double x) => x * x; }",
        "readonly partial record struct R { [Differentiable] static double F(double x) => x * x; [Differentiable] static double G(double x) => x * x; }",
        all: true);

    [Theory]
    [InlineData("x * (int)x", "x * (int)Gradient.Stop(x)")]
    [InlineData("x * (int)(2 * x)", "x * (int)Gradient.Stop(2 * x)")]
    public Task A_conversion_to_an_integer_is_stopped(string before, string after) => Verify(
        new StopGradientFix(),
        $"partial class C {{ [Differentiable] static double F(double x) => {before}; }}",
        $"partial class C {{ [Differentiable] static double F(double x) => {after}; }}");

    [Theory]
    [InlineData("x + double.Parse(x.ToString())", "x + double.Parse(Gradient.Stop(x).ToString())")]
    [InlineData("x + double.Parse((x * x).ToString())", "x + double.Parse(Gradient.Stop(x * x).ToString())")]
    public Task The_values_that_go_into_a_call_are_stopped(string before, string after) => Verify(
        new StopGradientFix(),
        $"partial class C {{ [Differentiable] static double F(double x) => {before}; }}",
        $"partial class C {{ [Differentiable] static double F(double x) => {after}; }}");

    [Fact]
    public Task All_conversions_are_stopped_at_once() => Verify(
        new StopGradientFix(),
        "partial class C { [Differentiable] static double F(double x) => x * (int)x * (int)(x + 1); }",
        "partial class C { [Differentiable] static double F(double x) => x * (int)Gradient.Stop(x) * (int)Gradient.Stop(x + 1); }",
        all: true);

    [Theory]
    [InlineData("FGradient(1)")]
    [InlineData("C.FGradient(1)")]
    [InlineData("C.FValueAndGradient(1).Value")]
    public Task A_method_whose_derivative_is_called_becomes_differentiable(string call) => Verify(
        new AddDifferentiableFix(),
        $"class C {{ public static double F(double x) => x * x; static double G() => {call}; }}",
        $"partial class C {{ [Differentiable]\n    public static double F(double x) => x * x; static double G() => {call}; }}");

    [Fact]
    public Task An_override_becomes_differentiable() => Verify(
        new AddDifferentiableFix(),
        "partial class B { [Differentiable] public virtual double F(double x) => x * x; } class C : B { public override double F(double x) => x; }",
        "partial class B { [Differentiable] public virtual double F(double x) => x * x; }\npartial class C : B { [Differentiable]\n    public override double F(double x) => x; }");

    private static async Task Verify(CodeFixProvider fix, string before, string after, bool all = false)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using AdhocWorkspace workspace = new();
        CSharpCompilation compilation = new SourceProject().Compilation;
        Document document = workspace.AddProject("Project", LanguageNames.CSharp)
            .WithParseOptions(compilation.SyntaxTrees[0].Options)
            .WithCompilationOptions(compilation.Options)
            .WithMetadataReferences(compilation.References)
            .AddDocument("Source0.cs", Usings + before);
        SourceProject project = new(Usings + before);
        Diagnostic[] diagnostics = [.. project.Diagnostics().Concat(project.Output.GetDiagnostics(cancellation)).Where(d => fix.FixableDiagnosticIds.Contains(d.Id))];
        Assert.NotEmpty(diagnostics);

        CodeAction? action = all
            ? await fix.GetFixAllProvider()!.GetFixAsync(new(document, fix, FixAllScope.Document, (await ActionAsync(fix, document, diagnostics[0]))!.EquivalenceKey, fix.FixableDiagnosticIds, new Known(diagnostics), cancellation))
            : await ActionAsync(fix, document, diagnostics[0]);
        Assert.NotNull(action);
        Assert.NotEmpty(action.Title);
        ApplyChangesOperation change = (await action.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single();
        Document changed = await Simplifier.ReduceAsync(change.ChangedSolution.GetDocument(document.Id)!, cancellationToken: cancellation);
        Assert.Equal(Normalized(Usings + after), Normalized((await changed.GetTextAsync(cancellation)).ToString()));
    }

    private static async Task<CodeAction?> ActionAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        // The diagnostic is another compilation's: its place is the same.
        SyntaxTree tree = (await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        CodeAction? action = null;
        await fix.RegisterCodeFixesAsync(new(document, Moved(diagnostic, tree), (a, _) => action ??= a, TestContext.Current.CancellationToken));
        return action;
    }

    private static Diagnostic Moved(Diagnostic diagnostic, SyntaxTree tree) => Diagnostic.Create(
        diagnostic.Id, diagnostic.Descriptor.Category, diagnostic.GetMessage(CultureInfo.InvariantCulture), diagnostic.Severity, diagnostic.DefaultSeverity, true, diagnostic.WarningLevel,
        location: Location.Create(tree, diagnostic.Location.SourceSpan));

    // How an editor breaks lines is its own affair.
    private static string Normalized(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class Known(Diagnostic[] diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellationToken))!;
            return diagnostics.Select(d => Moved(d, tree));
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
