using System.Reflection;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>The examples of docs/diagnostics.md: for each diagnostic code that causes it, and code that does not.</summary>
public sealed partial class DocumentedDiagnosticsTests
{
    /// <summary>A bug in the compiler: there is no code that should cause it.</summary>
    private const string WithoutExample = "AD9999";

    private static readonly Dictionary<string, Section> Sections = Read();

    private static IEnumerable<DiagnosticDescriptor> Descriptors => typeof(DiagnosticDescriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>();

    public static TheoryData<string> Documented => [.. Sections.Keys.Where(id => id != WithoutExample)];

    [Fact]
    public void Every_diagnostic_is_documented_and_has_all_its_texts()
    {
        Assert.Equal(Descriptors.Select(d => d.Id).Order(StringComparer.Ordinal), Sections.Keys.Order(StringComparer.Ordinal));
        foreach (DiagnosticDescriptor descriptor in Descriptors)
        {
            Assert.NotEmpty(descriptor.Title.ToString());
            Assert.NotEmpty(descriptor.MessageFormat.ToString());
            Assert.NotEmpty(descriptor.Description.ToString());
            Assert.Equal($"docs/diagnostics.md#{descriptor.Id.ToLowerInvariant()}", descriptor.HelpLinkUri);
            Assert.StartsWith($"**{descriptor.DefaultSeverity}: ", Sections[descriptor.Id].Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void The_wrong_example_reports_the_diagnostic_and_nothing_else(string id) =>
        Assert.Equal([id], new SourceProject(Sections[id].Wrong).Diagnostics().Select(d => d.Id).Distinct());

    [Theory]
    [MemberData(nameof(Documented))]
    public void The_right_example_reports_nothing(string id)
    {
        SourceProject project = new(Sections[id].Right);
        Assert.Empty(project.Reported);
        Assert.Empty(project.CompilerMessages);
        Assert.NotEmpty(project.Generated);
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_pragma_disables_it(string id) =>
        Assert.Empty(new SourceProject($"#pragma warning disable {id}\n{Sections[id].Wrong}").Reported);

    [Theory]
    [MemberData(nameof(Documented))]
    public void An_error_leaves_no_derivative_and_a_warning_does(string id)
    {
        SourceProject project = new(Sections[id].Wrong);
        bool isError = Descriptors.Single(d => d.Id == id).DefaultSeverity == DiagnosticSeverity.Error;
        Assert.Equal(isError, project.Generated.Count() < Sections[id].Wrong.Split("[Differentiable").Length - 1);
    }

    private static Dictionary<string, Section> Read()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "diagnostics.md"));
        return Heading().Split(text).Skip(1).Chunk(2).ToDictionary(part => part[0], part =>
        {
            MatchCollection blocks = CodeBlock().Matches(part[1]);
            return new Section(part[1].Trim(), blocks.Count > 0 ? blocks[0].Groups[1].Value : "", blocks.Count > 1 ? blocks[1].Groups[1].Value : "");
        });
    }

    [GeneratedRegex(@"^## (AD\d{4})\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    private sealed record Section(string Text, string Wrong, string Right);
}
