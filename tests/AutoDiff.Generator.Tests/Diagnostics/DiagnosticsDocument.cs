using System.Text;
using System.Text.RegularExpressions;
using AutoDiff.Testing;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>docs/diagnostics.md, from the files of the analyzer's releases and the examples.</summary>
internal static partial class DiagnosticsDocument
{
    /// <summary>What has been released, and what will be.</summary>
    public static IReadOnlyList<(string Id, string Severity, string Title)> Released { get; } =
    [
        .. new[] { "Shipped", "Unshipped" }
            .SelectMany(kind => File.ReadLines(Path.Combine(RepositoryPaths.Root, "src", "AutoDiff.Generator", $"AnalyzerReleases.{kind}.md")))
            .Select(line => Rule().Match(line)).Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)).OrderBy(rule => rule.Item1, StringComparer.Ordinal),
    ];

    public static string Write()
    {
        StringBuilder text = new("""
            # Diagnostics

            This page is written by a test, from the files of the analyzer's releases and the examples in `tests/AutoDiff.Generator.Tests/Diagnostics/Examples`. The test compiles
            them: the first of each pair reports just its diagnostic, on the lines that are marked, and the second one nothing.

            An error in one method keeps only its own derivatives from being generated. All of these obey `#pragma warning disable`, `SuppressMessage` and
            `.editorconfig`; a suppressed error still leaves the method without derivatives. The numbers begin at 10 because the C# compiler itself reports analyzers that crash as
            AD0001 and AD0002.

            | | | |
            |---|---|---|

            """);
        foreach ((string id, string severity, string title) in Released) text.Append($"| [{id}](#{id.ToLowerInvariant()}) | {severity} | {title} |\n");
        foreach ((string id, string severity, string title) in Released)
        {
            DiagnosticExample example = DiagnosticExample.Of(id);
            text.Append($"\n## {id}\n\n**{severity}: {char.ToLowerInvariant(title[0])}{title[1..]}.** {example.Text}\n");
            foreach (string code in example.HasCode ? new[] { example.Wrong, example.Right } : []) text.Append($"\n```csharp\n{code}\n```\n");
        }
        return text.ToString();
    }

    [GeneratedRegex(@"^(AD\d{4}) \| \w+ \| (\w+) \| (.+)$")]
    private static partial Regex Rule();
}
