using System.Reflection;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>For each diagnostic code that causes it, and code that does not: the examples of docs/diagnostics.md.</summary>
public sealed partial class DocumentedDiagnosticsTests
{
    private static IEnumerable<DiagnosticDescriptor> Descriptors => typeof(DiagnosticDescriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>();

    public static TheoryData<string> Documented => [.. DiagnosticExample.All.Where(e => e.HasCode).Select(e => e.Id)];

    [Fact]
    public void Every_diagnostic_is_released_and_has_all_its_texts_and_examples()
    {
        Assert.Equal(Descriptors.Select(d => d.Id).Order(StringComparer.Ordinal), DiagnosticExample.All.Select(e => e.Id));
        Assert.Equal(
            Descriptors.Select(d => (d.Id, d.DefaultSeverity.ToString(), d.Title.ToString(System.Globalization.CultureInfo.InvariantCulture))).OrderBy(d => d.Id, StringComparer.Ordinal),
            DiagnosticsDocument.Released);
        foreach (DiagnosticDescriptor descriptor in Descriptors)
        {
            Assert.NotEmpty(descriptor.MessageFormat.ToString());
            Assert.NotEmpty(descriptor.Description.ToString());
            Assert.Equal($"docs/diagnostics.md#{descriptor.Id.ToLowerInvariant()}", descriptor.HelpLinkUri);
            Assert.NotEmpty(DiagnosticExample.Of(descriptor.Id).Text);
        }
    }

    /// <summary>AUTODIFF_ACCEPT=1 writes it.</summary>
    [Fact]
    public void The_page_is_what_the_examples_say()
    {
        string path = Path.Combine(RepositoryPaths.Root, "docs", "diagnostics.md"), expected = DiagnosticsDocument.Write().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("AUTODIFF_ACCEPT") == "1") File.WriteAllText(path, expected);
        Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "");
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void The_wrong_example_reports_the_diagnostic_where_it_is_marked_and_nothing_else(string id)
    {
        DiagnosticExample example = DiagnosticExample.Of(id);
        IReadOnlyList<Diagnostic> reported = new SourceProject(example.Wrong).Diagnostics();
        Assert.Equal([id], reported.Select(d => d.Id).Distinct());
        HashSet<int> lines = [.. reported.Select(d => d.Location.GetLineSpan().StartLinePosition.Line)];
        string marked = string.Join('\n', example.Wrong.Split('\n').Select((line, i) => Mark().Replace(line, "") + (lines.Contains(i) ? $" // {id}" : "")));

        // AUTODIFF_ACCEPT=1 marks them.
        if (marked != example.Wrong && Environment.GetEnvironmentVariable("AUTODIFF_ACCEPT") == "1") File.WriteAllText(example.WrongPath, marked + "\n");
        else Assert.Equal(marked, example.Wrong);
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void The_right_example_reports_nothing(string id)
    {
        SourceProject project = new(DiagnosticExample.Of(id).Right);
        Assert.Empty(project.Reported);
        Assert.Empty(project.CompilerMessages);
        Assert.NotEmpty(project.Generated);
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_pragma_disables_it(string id) =>
        Assert.Empty(new SourceProject($"#pragma warning disable {id}\n{DiagnosticExample.Of(id).Wrong}").Reported);

    [Theory]
    [MemberData(nameof(Documented))]
    public void An_error_leaves_no_derivative_and_a_warning_does(string id)
    {
        SourceProject project = new(DiagnosticExample.Of(id).Wrong);
        // That of an override is about what does not bear the attribute.
        bool isError = Descriptors.Single(d => d.Id == id).DefaultSeverity == DiagnosticSeverity.Error && id != "AD0038";
        Assert.Equal(isError, project.Generated.Count() < Math.Max(1, DiagnosticExample.Of(id).Wrong.Split("[Differentiable").Length - 1));
    }

    [GeneratedRegex(@" // AD\d{4}$")]
    private static partial Regex Mark();
}
