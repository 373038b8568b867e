using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff;

/// <summary>A function and its derivatives with boxed arguments: what a check calls, however many parameters there are.</summary>
/// <param name="Parameters">The names of the parameters.</param>
/// <param name="IsDifferentiable">For each parameter whether it has a derivative.</param>
/// <param name="Value">The function.</param>
/// <param name="Vjp">
/// Adds the derivatives times the cotangent (second) into the sinks (third), which have the shapes of the arguments and are null for constants; a scalar's
/// sink is replaced.
/// </param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CheckedFunction(
    IReadOnlyList<string> Parameters,
    IReadOnlyList<bool> IsDifferentiable,
    Func<object?[], object?> Value,
    Action<object?[], object?, object?[]> Vjp)
{
    /// <summary>The derivative of the result along the tangents of the arguments (second, null for constants); null where there is none.</summary>
    public Func<object?[], object?[], object?>? Jvp { get; init; }

    /// <summary>Keeps the fields of a struct in the arguments or the result where the program is trimmed: a check finds them by reflection.</summary>
    /// <typeparam name="T">The struct.</typeparam>
    /// <returns>The same.</returns>
    public CheckedFunction WithFieldsOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields)] T>() => this;
}
