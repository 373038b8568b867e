using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial record GeneratedMembers
{
    /// <summary>How many columns of a Jacobian are computed at once: their tangents share the values, and fit into the registers.</summary>
    public const int Width = 4;

    /// <summary>True if the Jacobian can be computed by rows, in reverse mode.</summary>
    public static bool HasRows(MethodModel method) => method.HasReverse && HasElements(method);

    /// <summary>True if the Jacobian can be computed by columns, in forward mode: where arguments and results are numbers of one type.</summary>
    public static bool HasColumns(MethodModel method) => method.HasForward && HasElements(method)
        && Differentiable(method).All(p => p.Struct is null && ParameterShape.Of(p.Type).Element == ParameterShape.Of(method.ReturnType).Element);

    // Both call the primal, which a function that only stands at a call cannot be.
    private static bool HasElements(MethodModel method) => method.Origin is null && method.Reference is null && method.IsResultDifferentiable && ParameterShape.Of(method.ReturnType) is { IsMemory: true, IsNullable: false, MayHoldNull: false, HasNumbers: true }
        && Differentiable(method).All(p => p.Passing is PassingMode.Value or PassingMode.In && (LeavesOf(p).Any() || ParameterShape.Of(p.Type) is { IsNullable: false, HasNumbers: true }));

    /// <summary>The numbers of a struct, each with a row or column of its own; none for other types, and where they are not all of one type.</summary>
    public static IReadOnlyList<LeafModel> LeavesOf(ParameterModel parameter)
    {
        LeafModel[] leaves = [.. parameter.Struct?.Leaves.Where(l => l.IsDifferentiable) ?? []];
        return ParameterShape.Of(parameter.Type).Kind == ShapeKind.Other && leaves.Select(l => l.Type).Distinct().Count() == 1 && ParameterShape.Of(leaves[0].Type).IsScalar ? leaves : [];
    }

    /// <summary>The type of the numbers in an argument.</summary>
    public static string ElementOf(ParameterModel parameter) => LeavesOf(parameter) is [var leaf, ..] ? leaf.Type : ParameterShape.Of(parameter.Type).Element;

    private static string MatrixType(ParameterModel parameter) => ElementOf(parameter) + "[,]";

    private static string SquareType(ParameterModel parameter) => ParameterShape.Of(parameter.Type).IsScalar ? parameter.Type : MatrixType(parameter);

    private static string Several(string type, string name) => string.Join(", ", Enumerable.Range(0, Width).Select(w => $"{type} {name}{w}"));

    private static MemberSignature WideJvpOf(MethodModel method, EquatableArray<MemberParameter> parameters)
    {
        string result = WithoutSpan(method.ReturnType);
        return new($"{method.Name}Jvp{Width}", $"({result} Value, {Several(result, "Tangent")})", parameters);
    }

    private static MemberSignature WideHvpOf(MethodModel method, EquatableArray<MemberParameter> parameters) =>
        new($"{method.Name}Hvp{Width}", $"({Several(GradientType(method), "Tangent")})", parameters);

    private static MemberSignature JvpOf(MethodModel method, EquatableArray<MemberParameter> parameters)
    {
        string result = WithoutSpan(method.ReturnType);
        return new(method.Name + "Jvp", method.IsResultDifferentiable ? $"({result} Value, {result} Tangent)" : method.ReturnType, parameters);
    }

    private static IEnumerable<MemberParameter> Tangents(MethodModel method, Func<ParameterModel, bool>? isWritten, int width = 1) =>
        Differentiable(method).SelectMany(p => Enumerable.Repeat(p, width)).Zip(TangentNames.For(method, width), (p, name) => Tangent(p, name, isWritten?.Invoke(p) ?? false));

    private static MemberParameter Tangent(ParameterModel parameter, string name, bool isWritten) => new(
        ParameterShape.Of(parameter.Type).IsMemory ? "" : Modifier(parameter.Passing),
        ParameterShape.Of(parameter.Type) is { IsVector: true, Element: var element } ? $"global::System.{(isWritten ? "Span" : "ReadOnlySpan")}<{element}>" : parameter.Type,
        name);
}
