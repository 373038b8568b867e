using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>Which names of the <see cref="GeneratedVocabulary"/> are hidden where a type's generated members stand.</summary>
internal static class ReservedNames
{
    /// <summary>
    /// Names of members, nested types and type parameters of the type, its base types and the types around it, and of what its namespace declares. Outer
    /// namespaces do not count: the generated file has its <c>using</c> directives inside the namespace.
    /// </summary>
    public static EquatableArray<string> At(INamedTypeSymbol type) => GeneratedVocabulary.Names.Where(name => IsHidden(name, type)).ToEquatableArray();

    private static bool IsHidden(string name, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Name == name || outer.TypeParameters.Any(p => p.Name == name)) return true;
            for (INamedTypeSymbol? declaring = outer; declaring is not null; declaring = declaring.BaseType)
                if (!declaring.GetMembers(name).IsEmpty) return true;
        }
        return type.ContainingNamespace.GetMembers(name).Any(member => !IsMeant(member));
    }

    private static bool IsMeant(ISymbol member) => member.ContainingNamespace is { Name: "System" or "AutoDiff", ContainingNamespace.IsGlobalNamespace: true };
}
