using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Models of the platform's methods whose source is not at hand, those of System.Numerics and LINQ, and the runtime's own complex numbers: C# in the folder Models, parsed beside the user's and inlined like it.
/// </summary>
internal static class LibraryModels
{
    private const string Namespace = "AutoDiff.Models";

    private static readonly string[] Sources = [.. typeof(LibraryModels).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".cs", StringComparison.Ordinal)).OrderBy(n => n, StringComparer.Ordinal).Select(Read)];

    private static readonly ConditionalWeakTable<Compilation, Compilation> Extended = new();

    /// <summary>The model of a method, constructor or accessor; null if it has none. Its operations are those of <see cref="With"/>.</summary>
    public static IMethodSymbol? Find(IMethodSymbol method, Compilation compilation)
    {
        if (method.ContainingType is not { Arity: 0, ContainingType: null } type || !type.DeclaringSyntaxReferences.IsEmpty) return null;
        if (type.ContainingNamespace.ToDisplayString() is not ("System.Numerics" or "System.Linq") && !TypeMapping.IsComplex(type)) return null;
        if (With(compilation).GetTypeByMetadataName($"{Namespace}.{type.Name}Model") is not { } model) return null;
        string[] parameters = [.. ReceiverOf(method).Concat(method.Parameters.Select(p => p.Type)).Select(TypeMapping.Text)];
        string name = method.MethodKind == MethodKind.Constructor ? "New" : method.Name;
        return model.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(m =>
            m.Parameters.Select(p => TypeMapping.Text(p.Type)).SequenceEqual(parameters)
            && (method.MethodKind != MethodKind.Conversion || TypeMapping.Text(m.ReturnType) == TypeMapping.Text(method.ReturnType)));
    }

    /// <summary>The compilation with the models.</summary>
    public static Compilation With(Compilation compilation) => Extended.GetValue(compilation, static c =>
        c.AddSyntaxTrees(Sources.Select(s => CSharpSyntaxTree.ParseText(s, (CSharpParseOptions?)c.SyntaxTrees.FirstOrDefault()?.Options, path: Namespace))));

    /// <summary>True for the source of models: its places mean nothing to a user.</summary>
    public static bool IsModel(SyntaxTree tree) => tree.FilePath == Namespace;

    private static IEnumerable<ITypeSymbol> ReceiverOf(IMethodSymbol method) =>
        method.IsStatic || method.MethodKind == MethodKind.Constructor ? [] : [method.ContainingType];

    private static string Read(string resource)
    {
        using StreamReader reader = new(typeof(LibraryModels).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
