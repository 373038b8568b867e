using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Testing;

/// <summary>
/// One case: a file of plain C# as a user would write it, with a partial class that bears the file's name and at least one
/// <c>[Differentiable]</c> method; instance methods are called on what its static property <c>Instance</c> gives. What the class says about its methods for the tests:
/// <list type="bullet">
/// <item><description><c>IEnumerable&lt;object[]&gt; Points</c>: argument lists at which the gradient is checked (an array stands for a span). With several methods of different
/// parameters, <c>FPoints</c> holds those of <c>F</c>. A case without points is only compared with its golden file.</description></item>
/// <item><description><c>object[] ExpectedGradients</c> (or <c>FExpectedGradients</c>): for each point null, or an <c>object[]</c> with the gradient of the scalar result for each
/// differentiable parameter. For points where finite differences cannot serve, such as kinks.</description></item>
/// </list>
/// </summary>
/// <param name="Name"><c>Area/Name</c>.</param>
/// <param name="Path">Of the file.</param>
/// <param name="TypeName">The metadata name of the class, with its namespace. Type parameters, of the class or a method, stand for <c>double</c>.</param>
/// <param name="Methods">The names of its differentiable methods, in order.</param>
public sealed record CaseFile(string Name, string Path, string Source, string TypeName, ImmutableArray<string> Methods)
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview);

    /// <summary>
    /// All cases that are run: every file below <c>Cases</c>, and those that the documentation shows. While one works on some, the environment variable
    /// <c>AUTODIFF_CASES</c> (<c>Calls,Branches/Huber</c>) leaves those whose names begin so.
    /// </summary>
    public static ImmutableArray<CaseFile> All { get; } =
        [.. new[] { "Cases", "Docs" }.SelectMany(Read).Where(IsWanted).OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>With forward mode and second derivatives asked for wherever the case asks for nothing, and FValue everywhere.</summary>
    public string SourceWithAllMembers => Name == "Docs/Squaring"
        ? Source
        : Source.Replace("Modes = ", "Modes = DerivativeModes.Value | ", StringComparison.Ordinal)
            .Replace("[Differentiable]", $"[Differentiable(Modes = DerivativeModes.Value | DerivativeModes.Reverse | DerivativeModes.Forward{(IsFirstOrder ? "" : ", Order = 2")})]", StringComparison.Ordinal)
            .Replace("[Differentiable(Order", "[Differentiable(Modes = DerivativeModes.Value | DerivativeModes.Reverse, Order", StringComparison.Ordinal)
            .Replace("[Differentiable(Strict = true)]", "[Differentiable(Modes = DerivativeModes.Value | DerivativeModes.Reverse, Strict = true)]", StringComparison.Ordinal);

    // Derivatives that are written by hand may have no second; nor has what an object decides on where the case asks for the first order in a base type.
    private bool IsFirstOrder => Name.Split('/')[0] is "Derivatives" || Name is "Dispatch/Instruments" or "Dispatch/Potentials" or "Dispatch/Expression";

    public static CaseFile Named(string name) => All.Single(c => c.Name == name);

    /// <summary>Where the golden file of the generated code is, or goes.</summary>
    public string GoldenPath => System.IO.Path.ChangeExtension(Path, ".verified.cs");

    private static bool IsWanted(CaseFile file) =>
        Environment.GetEnvironmentVariable("AUTODIFF_CASES") is not { Length: > 0 } wanted || wanted.Split(',').Any(prefix => file.Name.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<CaseFile> Read(string folder)
    {
        string root = System.IO.Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", folder);
        if (!Directory.Exists(root)) yield break;
        foreach (string path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            if (path.EndsWith(".verified.cs", StringComparison.Ordinal) || path.EndsWith(".received.cs", StringComparison.Ordinal) || path.EndsWith("Tests.cs", StringComparison.Ordinal)
                || path.EndsWith("Document.cs", StringComparison.Ordinal)) continue;
            string relative = System.IO.Path.GetRelativePath(folder == "Cases" ? root : System.IO.Path.Combine(root, ".."), path);
            yield return Parse(System.IO.Path.ChangeExtension(relative, null)!.Replace('\\', '/'), path, File.ReadAllText(path));
        }
    }

    private static CaseFile Parse(string name, string path, string source)
    {
        ImmutableArray<MethodDeclarationSyntax> methods =
            [.. CSharpSyntaxTree.ParseText(source, ParseOptions).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsDifferentiable)];
        if (methods.IsEmpty) throw new InvalidOperationException($"The case {name} has no [Differentiable] method.");
        var type = (TypeDeclarationSyntax)methods[0].Parent!;
        // What nested types have is called by the case's own methods.
        return new(name, path, source, TypeNameOf(type), [.. methods.Where(m => m.Parent == type).Select(m => m.Identifier.Text)]);
    }

    /// <summary>The metadata name of a type that is not nested.</summary>
    internal static string TypeNameOf(TypeDeclarationSyntax type) =>
        string.Concat(type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Select(n => n.Name + ".")) + type.Identifier.Text + (type.Arity > 0 ? $"`{type.Arity}" : "");

    private static bool IsDifferentiable(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Differentiable" or "AutoDiff.Differentiable");
}
