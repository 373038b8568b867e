using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>Which parameters and modules a class that derives from <c>Module</c> holds, in the order of declaration.</summary>
internal static class ModuleReader
{
    /// <summary>Null for a class that holds none, and for what is no module.</summary>
    public static ModuleModel? Read(INamedTypeSymbol type)
    {
        if (!TypeMapping.IsModule(type.BaseType)) return null;
        EquatableArray<ModuleMember> members = type.GetMembers().Select(MemberOf).OfType<ModuleMember>().ToEquatableArray();
        if (members.Count == 0) return null;
        IMethodSymbol? visit = Above(type).SelectMany(t => t.GetMembers("Visit").OfType<IMethodSymbol>()).FirstOrDefault(m => m.IsVirtual);
        bool isOwn = visit is not null && (SymbolEqualityComparer.Default.Equals(visit.ContainingAssembly, type.ContainingAssembly) || visit.ContainingAssembly.GivesAccessTo(type.ContainingAssembly));
        return new(type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(), SignatureReader.TypesAround(type).Reverse().ToEquatableArray(), isOwn ? "protected internal" : "protected", members);
    }

    /// <summary>True if the class says itself what it holds.</summary>
    public static bool IsWritten(INamedTypeSymbol type) => type.GetMembers("Visit").OfType<IMethodSymbol>().Any(m => m.IsOverride && !SignatureReader.IsGenerated(m));

    private static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType) yield return t;
    }

    private static ModuleMember? MemberOf(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null } field => KindOf(field.Type, field) is { } kind ? new(kind, NameOf(field.Name), SignatureReader.Escape(field.Name)) : null,
        IPropertySymbol { IsStatic: false, IsIndexer: false, IsOverride: false } property when IsStored(property) => KindOf(property.Type, property) is { } kind ? new(kind, NameOf(property.Name), SignatureReader.Escape(property.Name)) : null,
        _ => null,
    };

    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    private static string? KindOf(ITypeSymbol type, ISymbol member) => type switch
    {
        _ when TypeMapping.IsParameter(type) => "Parameter",
        _ when TypeMapping.IsModule(type) => "Module",
        _ when TypeMapping.IsTensor(type) => SignatureReader.HasAttribute(member, "BufferAttribute") ? "Buffer" : null,
        _ => ElementOf(type) is not { } element ? null : TypeMapping.IsParameter(element) ? "Parameters" : TypeMapping.IsModule(element) ? "Modules" : null,
    };

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol named => named.AllInterfaces.Append(named).FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
        _ => null,
    };

    private static string NameOf(string member)
    {
        string bare = member.TrimStart('_');
        return bare.Length == 0 ? member : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
    }
}
