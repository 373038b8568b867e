using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>
/// What is wrong with the declaration of a differentiable method, its body aside. All of these are errors: the generator makes nothing of such a
/// method, not even a stub; the analyzer reports them.
/// </summary>
internal static class DeclarationProblems
{
    public static IEnumerable<Diagnostic> Of(IMethodSymbol method, CancellationToken cancellation)
    {
        List<Diagnostic> problems = [.. OfKind(method), .. OfTypes(method, cancellation)];
        if (problems.Count == 0) problems.AddRange(OfSignature(method));
        return problems;
    }

    /// <summary>True if the generator has made one of the method's members, and so all.</summary>
    public static bool HasDerivative(IMethodSymbol method) => SignatureReader.Read(method) is { } model && GeneratedMembers.Of(model).All.FirstOrDefault() is { } member
        && method.ContainingType.GetMembers(member.Name.TrimStart('@')).Any(present => SignatureReader.IsGenerated(present) && Collides(present, member, method.Arity));

    /// <summary>What is wrong with a method that does not bear the attribute.</summary>
    public static IEnumerable<Diagnostic> OfOverride(IMethodSymbol method)
    {
        if (!method.IsAbstract && Dispatch.Above(method).FirstOrDefault() is { } above) yield return At(method, DiagnosticDescriptors.OverrideNotDifferentiable, SignatureReader.NameOf(method), Qualified(above), "add [Differentiable] to it");
    }

    /// <summary>An interface's method may be implemented by that of a base type, which knows nothing of the interface.</summary>
    public static IEnumerable<Diagnostic> OfInheritedImplementations(INamedTypeSymbol type) =>
        from @interface in type.AllInterfaces
        from member in @interface.GetMembers().OfType<IMethodSymbol>()
        where !member.IsStatic && SignatureReader.IsDifferentiable(member)
        let inherited = type.FindImplementationForInterfaceMember(member) as IMethodSymbol
        where inherited is { ContainingType.TypeKind: TypeKind.Class } && !SymbolEqualityComparer.Default.Equals(inherited.ContainingType, type) && !Dispatch.Implemented(inherited).Contains(member, SymbolEqualityComparer.Default)
        select Diagnostic.Create(DiagnosticDescriptors.OverrideNotDifferentiable, type.Locations[0], Qualified(inherited), Qualified(member), $"let '{inherited.ContainingType.Name}' implement '{@interface.Name}', or override the method in '{type.Name}'");

    /// <summary>A module whose parameters nobody would find.</summary>
    public static IEnumerable<Diagnostic> OfModule(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (ModuleReader.Read(type) is null || ModuleReader.IsWritten(type)) yield break;
        List<string> types = [.. TypesAround(type).Where(t => !IsPartial(t, cancellation)).Select(t => $"'{t.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'")];
        if (types.Count > 0) yield return Diagnostic.Create(DiagnosticDescriptors.ModuleNotPartial, type.Locations[0], type.Name, string.Join(" and ", types));
    }

    private static string Qualified(IMethodSymbol method) => $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}.{method.Name}";

    private static IEnumerable<Diagnostic> OfKind(IMethodSymbol method)
    {
        (string Kind, string Advice)? unsupported = method switch
        {
            { MethodKind: MethodKind.ExplicitInterfaceImplementation } => ("an explicit implementation of an interface's method", "make it a public method"),
            _ when !SignatureReader.IsTarget(method) => ("not a method, a getter or an operator", "move its body into a static method"),
            { ContainingType.IsExtension: true } => ("a member of an extension block", "make it an extension method with a this parameter"),
            _ when SignatureReader.InstanceProblem(method) is { } problem => problem,
            _ when ContainingTypes(method).Any(t => t.IsFileLocal) => ("a method of a file-local type", "remove the modifier 'file' from the type, generated members are in another file"),
            _ => null,
        };
        if (unsupported is var (kind, advice)) yield return At(method, DiagnosticDescriptors.UnsupportedMember, SignatureReader.NameOf(method), kind, advice);
    }

    private static IEnumerable<Diagnostic> OfTypes(IMethodSymbol method, CancellationToken cancellation)
    {
        List<string> types = [.. ContainingTypes(method).Where(t => !t.IsExtension && !IsPartial(t, cancellation)).Select(t => $"'{t.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'")];
        if (types.Count > 0) yield return At(method, DiagnosticDescriptors.TypeNotPartial, SignatureReader.NameOf(method), string.Join(" and ", types));
    }

    private static IEnumerable<Diagnostic> OfSignature(IMethodSymbol method)
    {
        bool hasParameter = SignatureReader.HasSelf(method) || SignatureReader.ReachesModules(method) || method.Parameters.Any(p => SignatureReader.IsDifferentiable(p) && p.RefKind != RefKind.Out);
        if (!hasParameter) yield return At(method, DiagnosticDescriptors.NoDifferentiableParameter, SignatureReader.NameOf(method));
        if (!IsResultDifferentiable(method) && (!hasParameter || !method.Parameters.Any(p => SignatureReader.IsDifferentiable(p) && IsWritable(p)) && !IsSelfWritable(method)))
            yield return At(method, DiagnosticDescriptors.NoDifferentiableResult, SignatureReader.NameOf(method));

        foreach (IMethodSymbol above in Dispatch.Above(method))
            foreach (IParameterSymbol parameter in method.Parameters)
                if (SignatureReader.HasNoGradient(parameter) && SignatureReader.IsDifferentiable(above.Parameters[parameter.Ordinal]))
                    yield return At(parameter, DiagnosticDescriptors.ConstantInOverride, parameter.Name, SignatureReader.NameOf(method), Qualified(above));

        if (SignatureReader.Read(method) is not { } model) yield break;
        foreach (MemberSignature member in GeneratedMembers.Of(model).All)
            foreach (ISymbol present in method.ContainingType.GetMembers(member.Name.TrimStart('@')))
                if (!SignatureReader.IsGenerated(present) && Collides(present, member, method.Arity))
                    yield return At(present, DiagnosticDescriptors.NameInUse, present.Name, SignatureReader.NameOf(method));
    }

    private static bool Collides(ISymbol present, MemberSignature member, int arity)
    {
        if (present is not IMethodSymbol method) return true;
        if (method.Arity != arity || method.Parameters.Length != member.Parameters.Count) return false;
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            bool isReference = method.Parameters[i].RefKind != RefKind.None;
            if (isReference != member.Parameters[i].Modifier.Length > 0 || Bare(TypeMapping.Text(method.Parameters[i].Type)) != Bare(member.Parameters[i].Type)) return false;
        }
        return true;
    }

    // Annotations do not make overloads.
    private static string Bare(string type) => type.Replace("?", "");

    private static bool IsResultDifferentiable(IMethodSymbol method) => !method.ReturnsVoid && TypeMapping.IsDifferentiable(method.ReturnType);

    private static bool IsWritable(IParameterSymbol parameter) =>
        parameter.RefKind is RefKind.Ref or RefKind.Out || parameter.Type is IArrayTypeSymbol || (TypeMapping.IsSpan(parameter.Type) && parameter.Type.Name == "Span");

    private static bool IsSelfWritable(IMethodSymbol method) => SignatureReader.HasSelf(method) && !method.IsReadOnly && !method.ContainingType.IsReadOnly;

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static IEnumerable<INamedTypeSymbol> ContainingTypes(IMethodSymbol method) => TypesAround(method.ContainingType);

    /// <summary>The type and those around it, outermost first.</summary>
    private static IEnumerable<INamedTypeSymbol> TypesAround(INamedTypeSymbol innermost)
    {
        Stack<INamedTypeSymbol> types = new();
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType) types.Push(type);
        return types;
    }

    private static Diagnostic At(ISymbol symbol, DiagnosticDescriptor descriptor, params object[] arguments) => Diagnostic.Create(descriptor, ((symbol as IMethodSymbol)?.AssociatedSymbol ?? symbol).Locations[0], arguments);
}
