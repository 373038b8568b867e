using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// The forms that derivatives of a method have: <c>FVjp(arguments…, cotangent, sinks…)</c> and <c>FJvp(arguments…, tangents…)</c>. One that is written by hand is static: of an instance
/// method it takes the object first, as <c>self</c>; of a struct, that has a sink too.
/// </summary>
internal static class DerivativeShape
{
    private sealed record Entry(string Modifier, string Type, string Name);

    public static bool IsVjp(IMethodSymbol candidate, IMethodSymbol primal) =>
        WithTypesOf(primal, candidate) is { } derivative && Text(derivative.ReturnType) == Text(primal.ReturnType) && HasParameters(derivative, primal, Vjp(primal, derivative.IsStatic));

    public static bool IsJvp(IMethodSymbol candidate, IMethodSymbol primal) =>
        WithTypesOf(primal, candidate) is { } derivative
        && (primal.ReturnsVoid ? derivative.ReturnsVoid : derivative.ReturnType is INamedTypeSymbol { IsTupleType: true, TupleElements: [var value, var tangent] }
            && Text(value.Type) == Text(primal.ReturnType) && Text(tangent.Type) == Text(primal.ReturnType))
        && HasParameters(derivative, primal, Jvp(primal, derivative.IsStatic));

    /// <summary>The <c>FVjp</c> of a method as one would declare it.</summary>
    public static string Declaration(IMethodSymbol primal, string name) =>
        $"static {Short(Text(primal.ReturnType))} {name}{(primal.IsGenericMethod ? $"<{string.Join(", ", primal.TypeParameters.Select(p => p.Name))}>" : "")}({string.Join(", ", Vjp(primal, isStatic: true).Select(e => $"{e.Modifier}{Short(e.Type)} {e.Name}"))})";

    // The derivative of a generic method speaks of type parameters of its own.
    private static IMethodSymbol? WithTypesOf(IMethodSymbol primal, IMethodSymbol candidate) =>
        candidate.Arity != primal.Arity ? null : candidate.IsGenericMethod ? candidate.Construct([.. primal.TypeParameters]) : candidate;

    private static IEnumerable<Entry> Vjp(IMethodSymbol primal, bool isStatic)
    {
        IParameterSymbol[] differentiable = [.. primal.Parameters.Where(SignatureReader.IsDifferentiable)];
        bool hasCotangent = !primal.ReturnsVoid && TypeMapping.IsDifferentiable(primal.ReturnType);
        string[] self = SignatureReader.HasSelf(primal) ? [SignatureReader.SelfName(primal)] : [];
        VjpNames names = VjpNames.For(primal.Parameters.Select(p => p.Name), self.Concat(differentiable.Select(p => p.Name)), hasCotangent);
        return
        [
            .. Arguments(primal, isStatic),
            .. hasCotangent ? (Entry[])[new("", VectorOf(primal.ReturnType) is { } element ? ReadOnlySpan(element) : Text(primal.ReturnType), names.Cotangent!)] : [],
            .. self.Select((_, i) => new Entry("ref ", Text(primal.ContainingType), names.Sinks[i])),
            .. differentiable.Select((p, i) => VectorOf(p.Type) is { } element ? new Entry("", $"global::System.Span<{element}>", names.Sinks[self.Length + i])
                : new Entry(p.Type is IArrayTypeSymbol || TypeMapping.IsTensor(p.Type) ? "" : "ref ", Text(p.Type), names.Sinks[self.Length + i])),
        ];
    }

    private static IEnumerable<Entry> Jvp(IMethodSymbol primal, bool isStatic) =>
    [
        .. Arguments(primal, isStatic),
        .. SignatureReader.HasSelf(primal) ? (Entry[])[Self(primal, SignatureReader.SelfName(primal) + "Dot")] : [],
        .. primal.Parameters.Where(SignatureReader.IsDifferentiable).Select(p => new Entry(Modifier(p), VectorOf(p.Type) is { } element && p.RefKind == RefKind.None && p.Type.Name != "Span" ? ReadOnlySpan(element) : Text(p.Type), p.Name + "Dot")),
    ];

    private static IEnumerable<Entry> Arguments(IMethodSymbol primal, bool isStatic)
    {
        IEnumerable<Entry> arguments = primal.Parameters.Select(p => new Entry(Modifier(p), Text(p.Type), p.Name));
        return isStatic && !primal.IsStatic ? arguments.Prepend(Self(primal, SignatureReader.SelfName(primal))) : arguments;
    }

    private static Entry Self(IMethodSymbol primal, string name) => new(SignatureReader.HasSelf(primal) && !SignatureReader.IsSelfReadOnly(primal) ? "ref " : "", Text(primal.ContainingType), name);

    // Where an object decides which method it is, the derivative of one of them is not that of the call.
    private static bool HasParameters(IMethodSymbol candidate, IMethodSymbol primal, IEnumerable<Entry> expected) =>
        (primal.IsStatic ? candidate.IsStatic : !Dispatch.CanBeOverridden(primal) && (primal.ContainingType.TypeKind == TypeKind.Class || SignatureReader.HasSelf(primal)))
        && candidate.Parameters.Select(p => (Modifier(p), Text(p.Type))).SequenceEqual(expected.Select(e => (e.Modifier, e.Type)));

    private static string Modifier(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.None => "",
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        _ => "in ",
    };

    // The element type of rank-1 memory.
    private static string? VectorOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol } array => Text(array.ElementType),
        INamedTypeSymbol span when TypeMapping.IsSpan(span) => Text(span.TypeArguments[0]),
        _ => null,
    };

    private static string ReadOnlySpan(string element) => $"global::System.ReadOnlySpan<{element}>";

    private static string Text(ITypeSymbol type) => TypeMapping.Text(type);

    private static string Short(string type) => type.Replace("global::System.", "").Replace("global::", "");
}
