using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>The forms that derivatives of a method have: <c>FVjp(arguments…, cotangent, sinks…)</c> and <c>FJvp(arguments…, tangents…)</c>.</summary>
internal static class DerivativeShape
{
    private sealed record Entry(string Modifier, string Type, string Name);

    public static bool IsVjp(IMethodSymbol candidate, IMethodSymbol primal) =>
        Text(candidate.ReturnType) == Text(primal.ReturnType) && HasParameters(candidate, Vjp(primal));

    public static bool IsJvp(IMethodSymbol candidate, IMethodSymbol primal) =>
        (primal.ReturnsVoid ? candidate.ReturnsVoid : candidate.ReturnType is INamedTypeSymbol { IsTupleType: true, TupleElements: [var value, var tangent] }
            && Text(value.Type) == Text(primal.ReturnType) && Text(tangent.Type) == Text(primal.ReturnType))
        && HasParameters(candidate, Jvp(primal));

    /// <summary>The <c>FVjp</c> of a method as one would declare it.</summary>
    public static string Declaration(IMethodSymbol primal, string name) =>
        $"static {Short(Text(primal.ReturnType))} {name}({string.Join(", ", Vjp(primal).Select(e => $"{e.Modifier}{Short(e.Type)} {e.Name}"))})";

    private static IEnumerable<Entry> Vjp(IMethodSymbol primal)
    {
        IParameterSymbol[] differentiable = [.. primal.Parameters.Where(SignatureReader.IsDifferentiable)];
        bool hasCotangent = !primal.ReturnsVoid && TypeMapping.IsDifferentiable(primal.ReturnType);
        VjpNames names = VjpNames.For(primal.Parameters.Select(p => p.Name), differentiable.Select(p => p.Name), hasCotangent);
        return
        [
            .. Arguments(primal),
            .. hasCotangent ? (Entry[])[new("", VectorOf(primal.ReturnType) is { } element ? ReadOnlySpan(element) : Text(primal.ReturnType), names.Cotangent!)] : [],
            .. differentiable.Select((p, i) => VectorOf(p.Type) is { } element ? new Entry("", $"global::System.Span<{element}>", names.Sinks[i])
                : new Entry(p.Type is IArrayTypeSymbol ? "" : "ref ", Text(p.Type), names.Sinks[i])),
        ];
    }

    private static IEnumerable<Entry> Jvp(IMethodSymbol primal) =>
    [
        .. Arguments(primal),
        .. primal.Parameters.Where(SignatureReader.IsDifferentiable).Select(p => new Entry(Modifier(p), VectorOf(p.Type) is { } element && p.RefKind == RefKind.None && p.Type.Name != "Span" ? ReadOnlySpan(element) : Text(p.Type), p.Name + "Dot")),
    ];

    private static IEnumerable<Entry> Arguments(IMethodSymbol primal) => primal.Parameters.Select(p => new Entry(Modifier(p), Text(p.Type), p.Name));

    private static bool HasParameters(IMethodSymbol candidate, IEnumerable<Entry> expected) => candidate.IsStatic && !candidate.IsGenericMethod
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
