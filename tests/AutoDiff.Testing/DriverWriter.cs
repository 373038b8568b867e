using Microsoft.CodeAnalysis;

namespace AutoDiff.Testing;

/// <summary>Writes the <see cref="MethodDriver"/> of a method as C#, from the method's symbol.</summary>
internal static class DriverWriter
{
    public static string DriverName(CaseFile file, string method) => $"Drivers.{file.TypeName.Replace('.', '_').Replace('`', '_')}_{method}";

    /// <param name="file">The case that holds the method.</param>
    /// <param name="method">The primal.</param>
    public static string Write(CaseFile file, IMethodSymbol method)
    {
        string name = DriverName(file, method.Name);
        string typeArguments = method.IsGenericMethod ? $"<{string.Join(", ", method.TypeArguments.Select(Text))}>" : "";
        string Member(string suffix) => $"{Text(method.ContainingType)}.{method.Name}{suffix}{typeArguments}";
        IParameterSymbol[] differentiable = [.. method.Parameters.Where(IsDifferentiable)];
        string[] arguments = [.. method.Parameters.Select((p, i) => Unboxed(p.Type, $"a[{i}]"))];
        string[] sinks = [.. differentiable.Select((p, i) => IsValue(p.Type) ? $"ref s{i}" : Sink(p.Type, $"s[{i}]"))];
        string[] tangents = [.. differentiable.Select((p, i) => Sink(p.Type, $"s[{i}]"))];
        string[] cotangent = method.ReturnsVoid ? [] : [Cotangent(method.ReturnType, "c")];
        string vjpCall = $"{Member("Vjp")}({string.Join(", ", [.. arguments, .. cotangent, .. sinks])})";
        string load = string.Concat(differentiable.Select((p, i) => IsValue(p.Type) ? $"{Text(p.Type)} s{i} = ({Text(p.Type)})s[{i}]!; " : ""));
        string store = string.Concat(differentiable.Select((p, i) => IsValue(p.Type) ? $"s[{i}] = s{i}; " : ""));
        string elements = differentiable.Length == 1 ? "g" : string.Join(", ", differentiable.Select(p => "g.@" + p.Name));
        bool isScalar = IsFloat(method.ReturnType);

        return $$"""
            #nullable enable
            namespace Drivers
            {
                public sealed class {{name[(name.IndexOf('.') + 1)..]}} : global::AutoDiff.Testing.MethodDriver
                {
                    public override bool[] IsDifferentiable { get; } = [{{string.Join(", ", method.Parameters.Select(p => IsDifferentiable(p) ? "true" : "false"))}}];

                    public override bool IsScalar => {{(isScalar ? "true" : "false")}};

                    public override object? Primal(object?[] a)
                    {
                        {{Returning(method, $"{Member("")}({string.Join(", ", arguments)})", "")}}
                    }

                    public override object? Vjp(object?[] a, object? c, object?[] s)
                    {
                        {{IfGenerated(method, "Vjp", load + Returning(method, vjpCall, store))}}
                    }

                    public override object[] Gradient(object?[] a)
                    {
                        {{IfGenerated(method, "Gradient", $"var g = {Member("Gradient")}({string.Join(", ", arguments)}); return [{elements}];")}}
                    }

                    public override (object Value, object[] Gradient) ValueAndGradient(object?[] a)
                    {
                        {{IfGenerated(method, "ValueAndGradient", $"var r = {Member("ValueAndGradient")}({string.Join(", ", arguments)}); var g = r.Gradient; return (r.Value, [{elements}]);")}}
                    }

                    public override (object? Value, object? Tangent) Jvp(object?[] a, object?[] s)
                    {
                        {{IfGenerated(method, "Jvp", Jvp(method, $"{Member("Jvp")}({string.Join(", ", [.. arguments, .. tangents])})"))}}
                    }

                    public override bool HasForward => {{(method.ContainingType.GetMembers(method.Name + "Jvp").IsEmpty ? "false" : "true")}};

                    public override bool HasJacobian => {{(method.ContainingType.GetMembers(method.Name + "Jacobian").IsEmpty ? "false" : "true")}};

                    public override object[] Jacobian(object?[] a)
                    {
                        {{IfGenerated(method, "Jacobian", $"var g = {Member("Jacobian")}({string.Join(", ", arguments)}); return [{elements}];")}}
                    }

                    public override bool HasSecondOrder => {{(method.ContainingType.GetMembers(method.Name + "Hvp").IsEmpty ? "false" : "true")}};

                    public override object[] Hvp(object?[] a, object?[] s)
                    {
                        {{IfGenerated(method, "Hvp", $"var g = {Member("Hvp")}({string.Join(", ", [.. arguments, .. tangents])}); return [{elements}];")}}
                    }

                    public override object Hessian(object?[] a)
                    {
                        {{IfGenerated(method, "Hessian", $"return {Member("Hessian")}({string.Join(", ", arguments)});")}}
                    }

                    public override long VjpAllocation(object?[] pristine, object?[] a, object? c, object?[] s, int calls)
                    {
                        {{IfGenerated(method, "Vjp", $$"""
                            {{load}}long bytes = 0;
                                        for (int call = 0; call < calls; call++)
                                        {
                                            Restore(pristine, a);
                                            long before = global::System.GC.GetAllocatedBytesForCurrentThread();
                                            {{vjpCall}};
                                            bytes += global::System.GC.GetAllocatedBytesForCurrentThread() - before;
                                        }
                                        return bytes;
                            """)}}
                    }
                }
            }
            """;
    }

    private static string Jvp(IMethodSymbol method, string call) =>
        method.ReturnsVoid ? $"{call}; return default;"
        : CarriesFloat(method.ReturnType) ? $"var r = {call}; return (r.Value, r.Tangent);"
        : $"return ({call}, null);";

    /// <summary>By the contract: floats and arrays and spans of them, without <c>[NoGradient]</c>.</summary>
    private static bool IsDifferentiable(IParameterSymbol parameter) =>
        CarriesFloat(parameter.Type) && !parameter.GetAttributes().Any(a => a.AttributeClass?.Name == "NoGradientAttribute");

    private static ITypeSymbol Innermost(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Innermost(array.ElementType),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } span => Innermost(span.TypeArguments[0]),
        _ => type,
    };

    private static bool CarriesFloat(ITypeSymbol type) => Innermost(type) switch
    {
        INamedTypeSymbol { Name: "Complex", ContainingNamespace.Name: "Numerics" } => true,
        { } scalar when IsFloat(scalar) => true,
        INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, EnumUnderlyingType: null } s => s.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && CarriesFloat(f.Type)),
        _ => false,
    };

    /// <summary>A float or a struct: its sink is passed by reference.</summary>
    private static bool IsValue(ITypeSymbol type) => type.TypeKind == TypeKind.Struct && !IsSpan(type);

    private static bool IsFloat(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double || type is { Name: "Half", ContainingNamespace.Name: "System" };

    private static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" };

    private static ITypeSymbol ElementOfVector(ITypeSymbol type) => type is IArrayTypeSymbol array ? array.ElementType : ((INamedTypeSymbol)type).TypeArguments[0];

    private static bool IsVector(ITypeSymbol type) => IsSpan(type) || type is IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol };

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Unboxed(ITypeSymbol type, string boxed) => IsSpan(type)
        ? $"new {Text(type)}(({Text(ElementOfVector(type))}[]){boxed}!)"
        : $"({Text(type)}){boxed}!";

    private static string Sink(ITypeSymbol type, string boxed) => IsVector(type)
        ? $"new global::System.Span<{Text(ElementOfVector(type))}>(({Text(ElementOfVector(type))}[]){boxed}!)"
        : Unboxed(type, boxed);

    private static string Cotangent(ITypeSymbol type, string boxed) => IsVector(type)
        ? $"new global::System.ReadOnlySpan<{Text(ElementOfVector(type))}>(({Text(ElementOfVector(type))}[]){boxed}!)"
        : Unboxed(type, boxed);

    private static string Returning(IMethodSymbol method, string call, string before) =>
        method.ReturnsVoid ? $"{call}; {before}return null;"
        : before.Length == 0 ? $"return {call}{(IsSpan(method.ReturnType) ? ".ToArray()" : "")};"
        : $"object? result = {call}{(IsSpan(method.ReturnType) ? ".ToArray()" : "")}; {before}return result;";

    private static string IfGenerated(IMethodSymbol method, string suffix, string body) => method.ContainingType.GetMembers(method.Name + suffix).IsEmpty
        ? $"throw new global::System.NotSupportedException(\"{method.Name}{suffix} was not generated.\");"
        : body;
}
