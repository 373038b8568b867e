using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial record GeneratedMembers
{
    private static MemberSignature JvpOf(MethodModel method, EquatableArray<MemberParameter> arguments, Func<ParameterModel, bool> isWritten)
    {
        EquatableArray<string> names = TangentNames.For(method);
        string result = WithoutSpan(method.ReturnType);
        return new(
            method.Name + "Jvp",
            method.IsResultDifferentiable ? $"({result} Value, {result} Tangent)" : method.ReturnType,
            [.. arguments, .. Differentiable(method).Zip(names, (p, name) => Tangent(p, name, isWritten(p)))]);
    }

    private static MemberParameter Tangent(ParameterModel parameter, string name, bool isWritten) => new(
        Modifier(parameter.Passing),
        ParameterShape.Of(parameter.Type) is { IsVector: true, Element: var element } ? $"global::System.{(isWritten ? "Span" : "ReadOnlySpan")}<{element}>" : parameter.Type,
        name);
}
