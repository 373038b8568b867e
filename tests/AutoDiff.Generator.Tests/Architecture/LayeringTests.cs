using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests.Architecture;

/// <summary>
/// The layers of the generator: which folder may use which, and that only the frontend, the diagnostics and the root see the C# compiler.
/// A layer uses another where its sources name its namespace.
/// </summary>
public sealed class LayeringTests
{
    private const string RootNamespace = "AutoDiff.Generator";

    /// <summary>The arrows: a layer and what it may use besides itself. Model holds what passes between phases, so all may use it.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Model"] = [],
        ["Ir"] = ["Model"],
        ["Rules"] = ["Ir", "Model"],
        ["Frontend"] = ["Ir", "Model", "Rules"],
        ["Analyses"] = ["Ir", "Model", "Rules"],
        ["Optimize"] = ["Ir", "Model", "Rules"],
        ["Lowering"] = ["Analyses", "Ir", "Model", "Optimize", "Rules"],
        ["Transform"] = ["Analyses", "Ir", "Model", "Rules"],
        ["Emit"] = ["Ir", "Model"],
    };

    private static readonly string[] SeesRoslyn = ["Frontend", "Diagnostics", ""];

    public static TheoryData<string> Layers => [.. Directory.EnumerateDirectories(GeneratorDirectory).Select(d => Path.GetFileName(d)!)
        // The models are C# that is inlined in the user's, no code of the generator.
        .Where(name => name is not ("bin" or "obj" or "Models")).Order(StringComparer.Ordinal)];

    private static string GeneratorDirectory => Path.Combine(RepositoryPaths.Root, "src", "AutoDiff.Generator");

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_uses_only_the_layers_below_it(string layer)
    {
        // Diagnostics and the root may use everything.
        if (layer == "Diagnostics") return;
        Assert.True(Allowed.ContainsKey(layer), $"The folder {layer} has no place in the layers; add it here.");
        string[] allowed = [.. Allowed[layer], layer];
        Assert.Empty(Uses(layer).Where(use => use.Layer is { } used && !allowed.Contains(used)).Select(use => $"{use.File} uses {use.Layer}"));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Only_the_frontend_and_the_diagnostics_name_Roslyn(string layer)
    {
        if (SeesRoslyn.Contains(layer)) return;
        Assert.Empty(Uses(layer).Where(use => use.NamesRoslyn).Select(use => $"{use.File} names Microsoft.CodeAnalysis"));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_file_declares_the_namespace_of_its_folder(string layer) =>
        Assert.Empty(Files(layer)
            .SelectMany(file => Parse(file).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>(), (file, declaration) => (File: Path.GetFileName(file), Name: declaration.Name.ToString()))
            .Where(f => f.Name != $"{RootNamespace}.{layer}" && !f.Name.StartsWith("System", StringComparison.Ordinal))
            .Select(f => $"{f.File} declares {f.Name}"));

    private static IEnumerable<string> Files(string layer) => Directory.EnumerateFiles(Path.Combine(GeneratorDirectory, layer), "*.cs", SearchOption.AllDirectories);

    private static SyntaxNode Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();

    /// <summary>Every name in a layer that leads into another layer (<c>Model.X</c> counts as well as <c>using AutoDiff.Generator.Model</c>) or into Roslyn.</summary>
    private static IEnumerable<(string File, string? Layer, bool NamesRoslyn)> Uses(string layer)
    {
        foreach (string file in Files(layer))
        {
            foreach (SyntaxNode node in Parse(file).DescendantNodes(descendIntoTrivia: false))
            {
                string? name = node switch
                {
                    UsingDirectiveSyntax { NamespaceOrType: { } used } => used.ToString(),
                    QualifiedNameSyntax qualified => qualified.ToString(),
                    MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } access => access.ToString(),
                    _ => null,
                };
                if (name is null) continue;
                name = name.Replace("global::", "");
                string[] parts = (name.StartsWith(RootNamespace + ".", StringComparison.Ordinal) ? name[(RootNamespace.Length + 1)..] : name).Split('.');
                bool isLayer = Allowed.ContainsKey(parts[0]) && (node is not MemberAccessExpressionSyntax || parts[0] is not ("Model" or "Emit"));
                yield return (Path.GetFileName(file), isLayer ? parts[0] : null, name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
            }
        }
    }
}
