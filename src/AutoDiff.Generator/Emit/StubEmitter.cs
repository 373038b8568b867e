using System.Text;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Signatures of the generated members with an empty body: they are added to the compilation before the bodies are lowered, so that
/// differentiable code may call generated members.
/// </summary>
internal static class StubEmitter
{
    public static string Emit(IEnumerable<MethodModel> methods)
    {
        StringBuilder text = new("#nullable enable\n");
        foreach (MethodModel method in methods)
        {
            if (method.Namespace.Length > 0) text.AppendLine($"namespace {method.Namespace} {{");
            foreach (TypeModel type in method.ContainingTypes) text.AppendLine($"partial {type.Keyword} {type.Name} {{");
            foreach (MemberSignature member in GeneratedMembers.Of(method).All)
                text.AppendLine(
                    $"{MemberEmitter.GeneratedCode} {GeneratedMembers.Modifiers(method, member)} {member.ReturnType} {member.Name}{method.TypeParameters.List}({string.Join(", ", member.Parameters.Select(p => p.Declaration))}) {string.Join(" ", GeneratedMembers.Constraints(method))}{(method.Dispatch is { IsAbstract: true } ? ";" : " => throw null!;")}");
            text.Append('}', method.ContainingTypes.Count + (method.Namespace.Length > 0 ? 1 : 0)).AppendLine();
        }
        return text.ToString();
    }
}
