using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Methods that are chosen by the object they are called on: virtual, abstract and interface methods, with those that override or implement them. The derivatives are chosen likewise, so all
/// of them must have the same: each has what any method above it asks for, with the parameters that have a gradient there.
/// </summary>
internal static class Dispatch
{
    /// <summary>How a method is dispatched; null for what is bound when it is compiled.</summary>
    public static DispatchModel? Of(IMethodSymbol method)
    {
        if (method is not { IsStatic: false, MethodKind: MethodKind.Ordinary }) return null;
        string keyword = method switch
        {
            { IsAbstract: true, IsOverride: false } => "abstract",
            { IsOverride: true, IsSealed: true } or { IsOverride: true, ContainingType.IsSealed: true } => "sealed override",
            { IsOverride: true } => "override",
            { IsVirtual: true } => "virtual",
            _ => "",
        };
        if (keyword.Length == 0 && !Implemented(method).Any()) return null;
        return new(keyword, Overridden(method) is { } above ? RequestOf(above) : null);
    }

    /// <summary>True if a derived type may put another method in its place.</summary>
    public static bool CanBeOverridden(IMethodSymbol method) =>
        (method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed) && !method.ContainingType.IsSealed && method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Interface;

    /// <summary>What the derivatives of a method must have: what its own attribute asks for, and those of the methods that it overrides or implements.</summary>
    public static RequestModel RequestOf(IMethodSymbol method) => Above(method).Aggregate(SignatureReader.Request(method), (request, above) => request.With(RequestOf(above)));

    /// <summary>The differentiable methods that a method takes the place of.</summary>
    public static IEnumerable<IMethodSymbol> Above(IMethodSymbol method) => Overridden(method) is { } overridden ? Implemented(method).Prepend(overridden) : Implemented(method);

    /// <summary>The differentiable methods of interfaces that a method implements.</summary>
    public static IEnumerable<IMethodSymbol> Implemented(IMethodSymbol method)
    {
        foreach (IMethodSymbol member in method.ExplicitInterfaceImplementations.Where(SignatureReader.IsDifferentiable)) yield return member;
        if (method is not { IsStatic: false, MethodKind: MethodKind.Ordinary, ContainingType.TypeKind: not TypeKind.Interface }) yield break;
        foreach (INamedTypeSymbol type in method.ContainingType.AllInterfaces)
            foreach (IMethodSymbol member in type.GetMembers(method.Name).OfType<IMethodSymbol>())
                if (SignatureReader.IsDifferentiable(member) && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)) yield return member;
    }

    /// <summary>True if the parameter has no gradient in a method that this one takes the place of.</summary>
    public static bool IsConstant(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol method && Above(method).Any(above => !SignatureReader.IsDifferentiable(above.Parameters[parameter.Ordinal]));

    private static IMethodSymbol? Overridden(IMethodSymbol method)
    {
        for (IMethodSymbol? above = method.OverriddenMethod; above is not null; above = above.OverriddenMethod)
            if (SignatureReader.IsDifferentiable(above)) return above;
        return null;
    }
}
