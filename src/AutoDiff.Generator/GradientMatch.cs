using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator;

/// <summary>Whether a function's gradient is what a call gives.</summary>
internal static class GradientMatch
{
    /// <summary>What is wrong, and what to write instead; null if nothing is.</summary>
    /// <param name="call">The call.</param>
    /// <param name="function">The signature of the function in it, as its derivatives are generated.</param>
    /// <param name="compilation">What generated code can see.</param>
    public static string? Mismatch(GradientCall call, MethodModel function, Compilation compilation)
    {
        if (call.Function.Parameters.Any(p => p.RefKind != RefKind.None)) return "it has a parameter by reference; write a lambda that takes values";
        if (Hidden(call.Function, compilation) is { } hidden) return $"generated code cannot name the type '{hidden.Name}'; make it internal";
        if (call.Function.Parameters.GroupBy(p => p.Name).Any(same => same.Count() > 1)) return "two of its parameters have one name";
        if (!function.Parameters.Any(p => p.IsDifferentiable)) return "it has no differentiable parameter";
        if (call.Method.Name == "Verify") return function.IsResultDifferentiable ? null : "its result is not differentiable";
        if (!function.IsScalar) return $"its result is '{function.ReturnType}', and a gradient is that of a float or double; give the method [Differentiable] and call its FVjp";

        List<string> parameters = [.. function.Parameters.Select(p => Bare(p.Type))];
        List<string> gradient = [.. GeneratedMembers.Differentiable(function).Select(p => Bare(GeneratedMembers.GradientType(p)))];
        string written = gradient.Count == 1 ? gradient[0] : $"({string.Join(", ", gradient)})";
        string wanted = $"Gradient.Of<System.Func<{string.Join(", ", parameters)}, {written}>>({call.Text})".Replace("global::", "");
        if (call.Method.Name == "ValueAndGradient")
        {
            ITypeSymbol given = ((INamedTypeSymbol)call.Method.ReturnType).TupleElements[1].Type;
            return Equals(given, gradient) || Equals(given, parameters)
                ? null
                : $"its gradient is '{written}'; write {wanted}, or give the method [Differentiable] and call its FValueAndGradient";
        }
        IMethodSymbol? result = ((INamedTypeSymbol)call.Method.ReturnType).DelegateInvokeMethod;
        bool fits = result is not null && result.Parameters.All(p => p.RefKind == RefKind.None)
            && result.Parameters.Select(p => TypeMapping.Text(p.Type)).SequenceEqual(parameters) && Equals(result.ReturnType, gradient);
        return fits ? null : $"its gradient is '{written}'; write {wanted}";
    }

    /// <summary>A type in the signature that is private to another type.</summary>
    private static ITypeSymbol? Hidden(IMethodSymbol function, Compilation compilation) =>
        function.Parameters.Select(p => p.Type).Append(function.ReturnType).FirstOrDefault(type => !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));

    private static bool Equals(ITypeSymbol type, List<string> gradient) => gradient.Count == 1
        ? TypeMapping.Text(type) == gradient[0]
        : type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Select(e => TypeMapping.Text(e.Type)).SequenceEqual(gradient);

    // Annotations are no part of a type's identity.
    private static string Bare(string type) => type.Replace("?", "");
}
