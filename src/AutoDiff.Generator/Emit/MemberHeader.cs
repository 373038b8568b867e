using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>All of a method's text that does not come from its IR. Every text is written as it stands.</summary>
/// <param name="Documentation">The lines of its XML documentation, without <c>///</c>.</param>
/// <param name="Modifiers"><c>public static</c></param>
/// <param name="ReturnType"><c>double</c>, <c>void</c>, …</param>
/// <param name="Parameters">One declaration for each parameter of the function, in its order: <c>ref double dX</c>.</param>
/// <param name="Prologue">Lines of statements that stand before the function's own, such as the checks of the arguments; they may use the parameters and static members only.</param>
/// <param name="ReservedNames">
/// The names of the members of the containing types and namespaces: where the text would use one of these simple names for a type (<c>Math</c>), it qualifies it.
/// </param>
/// <param name="Constraints">The clauses that follow the parameters: <c>where T : …</c>.</param>
/// <param name="IsUnchecked">True if the body must say that its integers wrap.</param>
/// <param name="Attributes">Lines that stand between the documentation and the signature: <c>[MethodImpl(…)]</c>.</param>
internal sealed record MemberHeader(
    EquatableArray<string> Documentation,
    string Modifiers,
    string ReturnType,
    string Name,
    EquatableArray<string> Parameters,
    EquatableArray<string> Prologue = default,
    EquatableArray<string> ReservedNames = default,
    EquatableArray<string> Attributes = default,
    EquatableArray<string> Constraints = default,
    bool IsUnchecked = false)
{
    /// <summary>True for a half of a derivative: its tensors live as long as those of what calls it.</summary>
    public bool UsesCallersTensors { get; init; }
}
