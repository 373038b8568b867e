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
        bool hasSelf = !method.IsStatic && method.ContainingType.IsValueType;
        int first = hasSelf ? 1 : 0;
        string type = Text(method.ContainingType), target = method.IsStatic ? "" : hasSelf ? $"{type} o = ({type})a[0]!; " : $"{type} o = {type}.Instance; ";
        string Member(string suffix) => $"{(method.IsStatic ? type : "o")}.{method.Name}{suffix}{typeArguments}";
        IParameterSymbol[] differentiable = [.. method.Parameters.Where(IsDifferentiable)];
        string[] arguments = [.. method.Parameters.Select((p, i) => p.RefKind == RefKind.None ? Unboxed(p.Type, $"a[{i + first}]") : $"{Keyword(p)} r{i + first}")];
        (IParameterSymbol Symbol, int Index)[] references = [.. method.Parameters.Select((p, i) => (p, i + first)).Where(p => p.p.RefKind != RefKind.None)];
        string refer = target + string.Concat(references.Select(p => $"{Text(p.Symbol.Type)} r{p.Index} = {Unboxed(p.Symbol.Type, $"a[{p.Index}]")}; "));
        string writeBack = (hasSelf ? "a[0] = o; " : "") + string.Concat(references.Where(p => p.Symbol.RefKind is RefKind.Ref or RefKind.Out).Select(p => $"a[{p.Index}] = r{p.Index}; "));
        string[] sinks = [.. hasSelf ? ["ref s0"] : (string[])[], .. differentiable.Select((p, i) => IsValue(p.Type) ? $"ref s{i + first}" : Sink(p.Type, $"s[{i + first}]"))];
        string[] tangents = [.. hasSelf ? [method.IsReadOnly || method.ContainingType.IsReadOnly ? "s0" : "ref s0"] : (string[])[], .. differentiable.Select((p, i) => p.RefKind == RefKind.None || !IsValue(p.Type) ? Sink(p.Type, $"s[{i + first}]") : $"{Keyword(p)} s{i + first}")];
        string[] cotangent = !CarriesFloat(method.ReturnType) ? [] : [Cotangent(method.ReturnType, "c")];
        string vjpCall = $"{Member("Vjp")}({string.Join(", ", [.. arguments, .. cotangent, .. sinks])})";
        string load = (hasSelf ? $"{type} s0 = ({type})s[0]!; " : "") + string.Concat(differentiable.Select((p, i) => IsValue(p.Type) ? $"{Text(p.Type)} s{i + first} = ({Text(p.Type)})s[{i + first}]!; " : ""));
        string store = (hasSelf ? "s[0] = s0; " : "") + string.Concat(differentiable.Select((p, i) => IsValue(p.Type) ? $"s[{i + first}] = s{i + first}; " : ""));
        bool hasTuple = first + differentiable.Count(p => p.RefKind != RefKind.Out) > 1;
        string elements = string.Join(", ", [.. hasSelf ? [hasTuple ? "g.self" : "g"] : (string[])[], .. differentiable.Select(p => p.RefKind == RefKind.Out ? $"default({Text(p.Type)})" : hasTuple ? "g.@" + p.Name : "g")]);
        bool isScalar = IsFloat(method.ReturnType);

        return $$"""
            #nullable enable
            namespace Drivers
            {
                public sealed class {{name[(name.IndexOf('.') + 1)..]}} : global::AutoDiff.Testing.MethodDriver
                {
                    public override bool[] IsDifferentiable { get; } = [{{(hasSelf ? "true, " : "")}}{{string.Join(", ", method.Parameters.Select(p => IsDifferentiable(p) ? "true" : "false"))}}];

                    public override bool IsScalar => {{(isScalar ? "true" : "false")}};

                    public override object? Primal(object?[] a)
                    {
                        {{refer}}{{Returning(method, $"{Member("")}({string.Join(", ", arguments)})", writeBack)}}
                    }

                    public override bool HasValue => {{(method.ContainingType.GetMembers(method.Name + "Value").IsEmpty ? "false" : "true")}};

                    public override object? Value(object?[] a)
                    {
                        {{IfGenerated(method, "Value", refer + Returning(method, $"{Member("Value")}({string.Join(", ", arguments)})", writeBack))}}
                    }

                    public override object? Vjp(object?[] a, object? c, object?[] s)
                    {
                        {{IfGenerated(method, "Vjp", refer + load + Returning(method, vjpCall, writeBack + store))}}
                    }

                    public override object[] Gradient(object?[] a)
                    {
                        {{IfGenerated(method, "Gradient", $"{refer}var g = {Member("Gradient")}({string.Join(", ", arguments)}); {writeBack}return [{elements}];")}}
                    }

                    public override (object Value, object[] Gradient) ValueAndGradient(object?[] a)
                    {
                        {{IfGenerated(method, "ValueAndGradient", $"{refer}var r = {Member("ValueAndGradient")}({string.Join(", ", arguments)}); {writeBack}var g = r.Gradient; return (r.Value, [{elements}]);")}}
                    }

                    public override (object? Value, object? Tangent) Jvp(object?[] a, object?[] s)
                    {
                        {{IfGenerated(method, "Jvp", refer + load + Jvp(method, $"{Member("Jvp")}({string.Join(", ", [.. arguments, .. tangents])})", writeBack + store))}}
                    }

                    public override bool HasForward => {{(method.ContainingType.GetMembers(method.Name + "Jvp").IsEmpty ? "false" : "true")}};

                    public override bool HasJacobian => {{(method.ContainingType.GetMembers(method.Name + "Jacobian").IsEmpty ? "false" : "true")}};

                    public override object[] Jacobian(object?[] a)
                    {
                        {{IfGenerated(method, "Jacobian", $"{refer}var g = {Member("Jacobian")}({string.Join(", ", arguments)}); return [{elements}];")}}
                    }

                    public override bool HasSecondOrder => {{(method.ContainingType.GetMembers(method.Name + "Hvp").IsEmpty ? "false" : "true")}};

                    public override bool HasHessian => {{(method.ContainingType.GetMembers(method.Name + "Hessian").IsEmpty ? "false" : "true")}};

                    public override object[] Hvp(object?[] a, object?[] s)
                    {
                        {{IfGenerated(method, "Hvp", $"{refer}{load}var g = {Member("Hvp")}({string.Join(", ", [.. arguments, .. tangents])}); {writeBack}return [{elements}];")}}
                    }

                    public override object Hessian(object?[] a)
                    {
                        {{IfGenerated(method, "Hessian", $"{refer}return {Member("Hessian")}({string.Join(", ", arguments)});")}}
                    }

                    public override long VjpAllocation(object?[] pristine, object?[] a, object? c, object?[] s, int calls)
                    {
                        {{IfGenerated(method, "Vjp", $$"""
                            {{load}}long bytes = 0;
                                        for (int call = 0; call < calls; call++)
                                        {
                                            Restore(pristine, a);
                                            {{refer}}
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

    private static string Jvp(IMethodSymbol method, string call, string after) =>
        method.ReturnsVoid ? $"{call}; {after}return default;"
        : CarriesFloat(method.ReturnType) ? $"var r = {call}; {after}return (r.Value, r.Tangent);"
        : $"object? r = {call}; {after}return (r, null);";

    /// <summary>By the contract: floats and arrays and spans of them, without <c>[NoGradient]</c>.</summary>
    private static bool IsDifferentiable(IParameterSymbol parameter) =>
        CarriesFloat(parameter.Type) && !parameter.GetAttributes().Any(a => a.AttributeClass?.Name == "NoGradientAttribute");

    private static ITypeSymbol Innermost(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Innermost(array.ElementType),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } span => Innermost(span.TypeArguments[0]),
        _ => type,
    };

    private static string Keyword(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Ref => "ref",
        RefKind.Out => "out",
        _ => "in",
    };

    private static bool CarriesFloat(ITypeSymbol type) => Innermost(type) switch
    {
        INamedTypeSymbol { Name: "Complex", ContainingNamespace.Name: "Numerics" } or { Name: "Complex64" } => true,
        INamedTypeSymbol { Name: "Tensor", Arity: 1 } tensor => CarriesFloat(tensor.TypeArguments[0]),
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
