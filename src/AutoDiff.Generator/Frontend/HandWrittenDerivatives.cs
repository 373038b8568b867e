using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Frontend;

/// <summary>A derivative that exists as a method: written by hand, or generated in another assembly.</summary>
/// <param name="Vjp">In the form of <c>FVjp</c>.</param>
/// <param name="Jvp">In the form of <c>FJvp</c>.</param>
internal sealed record ExistingDerivative(IMethodSymbol? Vjp, IMethodSymbol? Jvp);

/// <summary>The methods of a project that bear <c>[DerivativeOf]</c>, by the method that they are a derivative of.</summary>
internal sealed class HandWrittenDerivatives
{
    private const string Attribute = "DerivativeOfAttribute";

    private static readonly ConditionalWeakTable<Compilation, HandWrittenDerivatives> Known = new();

    // A tree is the same object after an edit of another file.
    private static readonly ConditionalWeakTable<SyntaxTree, MethodDeclarationSyntax[]> Declarations = new();

    private readonly Dictionary<IMethodSymbol, ExistingDerivative> _derivatives = new(SymbolEqualityComparer.Default);

    private HandWrittenDerivatives(Compilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            MethodDeclarationSyntax[] declarations = Declarations.GetValue(tree, Find);
            if (declarations.Length == 0) continue;
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (MethodDeclarationSyntax declaration in declarations)
            {
                if (model.GetDeclaredSymbol(declaration) is not IMethodSymbol derivative) continue;
                foreach ((IMethodSymbol? primal, bool isJvp, _) in Read(derivative))
                {
                    if (primal is null) continue;
                    ExistingDerivative known = Of(primal) ?? new(null, null);
                    _derivatives[primal] = isJvp ? known with { Jvp = known.Jvp ?? derivative } : known with { Vjp = known.Vjp ?? derivative };
                }
            }
        }
    }

    public static HandWrittenDerivatives In(Compilation compilation) => Known.GetValue(compilation, static c => new(c));

    public ExistingDerivative? Of(IMethodSymbol primal) => _derivatives.TryGetValue(primal.OriginalDefinition, out ExistingDerivative? derivative) ? derivative : null;

    /// <summary>For each attribute of a method what it is a derivative of, or why it is none.</summary>
    public static IEnumerable<(IMethodSymbol? Primal, bool IsJvp, string? Problem)> Read(IMethodSymbol derivative)
    {
        foreach (AttributeData attribute in derivative.GetAttributes().Where(a => a.AttributeClass is { } type && type.Name == Attribute && SignatureReader.IsOfAutoDiff(type)))
        {
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol type }, { Value: string name }]) continue;
            IMethodSymbol[] candidates = [.. type.GetMembers(name).OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary && !SignatureReader.IsGenerated(m))];
            if (candidates.FirstOrDefault(c => DerivativeShape.IsVjp(derivative, c)) is { } reverse) yield return (reverse, false, null);
            else if (candidates.FirstOrDefault(c => DerivativeShape.IsJvp(derivative, c)) is { } forward) yield return (forward, true, null);
            else yield return (null, false, Problem(derivative, type, name, candidates));
        }
    }

    private static string Problem(IMethodSymbol derivative, INamedTypeSymbol type, string name, IMethodSymbol[] candidates)
    {
        if (candidates.Length == 0) return $"'{type.ToDisplayString()}' has no method '{name}'";
        if (!derivative.IsStatic) return "make it static";
        return "declare it as " + string.Join(" or ", candidates.Select(c => $"'{DerivativeShape.Declaration(c, derivative.Name)}'"));
    }

    // Not into bodies.
    private static MethodDeclarationSyntax[] Find(SyntaxTree tree) =>
        [.. tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<MethodDeclarationSyntax>().Where(IsMarked)];

    private static bool IsMarked(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() is var name && (name.EndsWith("DerivativeOf", StringComparison.Ordinal) || name.EndsWith(Attribute, StringComparison.Ordinal)));
}
