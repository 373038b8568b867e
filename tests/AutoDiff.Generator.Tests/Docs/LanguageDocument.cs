using System.Text;
using System.Text.RegularExpressions;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Tests.Docs;

/// <summary>
/// docs/language.md: the prose of <c>Language.md</c> beside this file, then a line for every case, and one for every construct that the frontend refuses, from
/// its sources.
/// </summary>
internal static partial class LanguageDocument
{
    public static string Write()
    {
        StringBuilder text = new(File.ReadAllText(Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", "Docs", "Language.md")).ReplaceLineEndings("\n").TrimEnd());
        text.Append("""


            ## Models

            Each line is a file of plain C# and what the build makes of it; tests compare its derivatives with finite differences and with each other, with every
            option of the generator.

            """);
        foreach (IGrouping<string, CaseFile> area in CaseFile.All.Where(c => c.Name.Contains('/') && !c.Name.StartsWith("Docs/", StringComparison.Ordinal)).GroupBy(c => c.Name.Split('/')[0]))
        {
            text.Append($"\n### {Spaced(area.Key)}\n\n| | model | derivative |\n|---|---|---|\n");
            foreach (CaseFile model in area) text.Append($"| {Summary(model)} | [{model.Name.Split('/')[^1]}.cs]({Link(model.Path)}) | [generated]({Link(model.GoldenPath)}) |\n");
        }
        text.Append("""

            ## What is refused

            Each is [AD0012](diagnostics.md#ad0012) at the construct; an ellipsis stands for a name or type.

            | construct | instead |
            |---|---|

            """);
        foreach ((string construct, string advice) in Refused().Distinct().OrderBy(r => r.Construct, StringComparer.OrdinalIgnoreCase)) text.Append($"| {construct} | {advice} |\n");
        return text.ToString();
    }

    /// <summary>What the class says about itself, or its name as words.</summary>
    private static string Summary(CaseFile model)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(model.Source, CaseFile.ParseOptions).GetRoot();
        string name = model.Name.Split('/')[^1];
        TypeDeclarationSyntax[] types = [.. root.DescendantNodes().OfType<TypeDeclarationSyntax>()];
        TypeDeclarationSyntax type = types.FirstOrDefault(t => t.Identifier.Text == name) ?? types[0];
        IEnumerable<string> comments = type.GetLeadingTrivia().Select(t => t.ToFullString()).Where(t => t.Contains("///", StringComparison.Ordinal) || t.StartsWith("//", StringComparison.Ordinal));
        string text = Space().Replace(Tag().Replace(string.Concat(comments).Replace("///", " ", StringComparison.Ordinal).Replace("//", " ", StringComparison.Ordinal), " "), " ").Trim();
        return text.Length > 0 ? text.Replace("|", "\\|", StringComparison.Ordinal) : Spaced(name);
    }

    /// <summary>The constructs of the frontend's messages, each with its advice: where both are written at one place.</summary>
    private static IEnumerable<(string Construct, string Advice)> Refused() =>
        from path in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src", "AutoDiff.Generator", "Frontend"), "*.cs")
        from node in CSharpSyntaxTree.ParseText(File.ReadAllText(path), CaseFile.ParseOptions).GetRoot().DescendantNodes()
        let arguments = Arguments(node)
        where arguments is { Count: >= 2 }
        let construct = Literal(arguments[^2].Expression)
        let advice = Literal(arguments[^1].Expression)
        where construct is not null && advice is not null
        select (construct, advice);

    private static IReadOnlyList<ArgumentSyntax>? Arguments(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Unsupported" } } call => [.. call.ArgumentList.Arguments],
        ImplicitObjectCreationExpressionSyntax { Parent: SwitchExpressionArmSyntax, ArgumentList.Arguments.Count: 2 } creation
            when creation.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.Text == "UnsupportedConstruct" => [.. creation.ArgumentList.Arguments],
        _ => null,
    };

    private static string? Literal(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(c => c is InterpolatedStringTextSyntax t ? t.TextToken.ValueText : "…")),
        _ => null,
    };

    private static string Spaced(string name)
    {
        string words = Hump().Replace(name, " $1").Trim();
        return words.Length == 0 ? words : words[0] + words[1..].ToLowerInvariant();
    }

    private static string Link(string path) => "../" + Path.GetRelativePath(RepositoryPaths.Root, path).Replace('\\', '/');

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Hump();
}
