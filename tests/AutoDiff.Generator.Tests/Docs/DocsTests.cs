using System.Text;
using System.Text.RegularExpressions;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests.Docs;

/// <summary>
/// Code in the documentation is taken from files that other tests check: a fenced block below <c>&lt;!-- golden: path --&gt;</c> holds that file,
/// below <c>&lt;!-- golden: path#Name --&gt;</c> the member of that name. AUTODIFF_ACCEPT=1 rewrites the blocks.
/// </summary>
public sealed partial class DocsTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Prepend(Path.Combine(Root, "README.md"))
            .Where(path => Marker().IsMatch(File.ReadAllText(path))).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Blocks_equal_their_golden_files(string document)
    {
        string path = Path.Combine(Root, document), text = File.ReadAllText(path);
        string expected = Marker().Replace(text, match =>
            match.Groups["head"].Value + Content(match.Groups["path"].Value, match.Groups["member"].Value) + "\n" + match.Groups["fence"].Value);
        if (text == expected) return;
        if (Environment.GetEnvironmentVariable("AUTODIFF_ACCEPT") == "1") File.WriteAllText(path, expected);
        else Assert.Equal(expected, text);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_marker_heads_a_block(string document)
    {
        string text = File.ReadAllText(Path.Combine(Root, document));
        Assert.Equal(Regex.Count(text, "^<!-- golden: ", RegexOptions.Multiline), Marker().Count(text));
    }

    private static string Content(string path, string member)
    {
        string text = File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");
        if (member == "") return text.TrimEnd();
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
        if (root.DescendantNodes().OfType<LocalFunctionStatementSyntax>().FirstOrDefault(f => f.Identifier.Text == member) is { } local)
            return Regex.Replace(local.WithAttributeLists(default).WithoutTrivia().ToString(), $"\n {{{local.GetLocation().GetLineSpan().StartLinePosition.Character}}}", "\n");
        MemberDeclarationSyntax declaration = root.DescendantNodes().OfType<MemberDeclarationSyntax>().First(d => NameOf(d) == member);

        // What a reader needs of the attributes are the project's own, not those for debuggers and editors.
        SyntaxList<AttributeListSyntax> attributes =
            [.. declaration.AttributeLists.Where(list => list.Attributes.Any(a => a.Name.ToString().Split('.', ':')[^1] is "Differentiable" or "NoGradient"))];
        int indentation = declaration.GetLocation().GetLineSpan().StartLinePosition.Character;
        declaration = declaration.WithAttributeLists(default).WithoutTrivia();
        StringBuilder result = new();
        foreach (AttributeListSyntax list in attributes) result.Append(list.WithoutTrivia()).Append('\n');
        return result.Append(Regex.Replace(declaration.ToString(), $"\n {{{indentation}}}", "\n")).ToString();
    }

    private static string? NameOf(MemberDeclarationSyntax declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };

    private static string Root => RepositoryPaths.Root;

    [GeneratedRegex(@"^(?<head><!-- golden: (?<path>[^\s#]+)(?:\#(?<member>\w+))? -->\n(?<fence>```)\w*\n).*?\k<fence>", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Marker();
}
