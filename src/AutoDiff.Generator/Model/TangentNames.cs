namespace AutoDiff.Generator.Model;

/// <summary>The names of tangents: that of <c>x</c> is <c>xDot</c>, unless a parameter has that name already.</summary>
internal static class TangentNames
{
    public static string Of(string primal) => primal.TrimStart('@') + "Dot";

    /// <summary>The names of the tangents of the differentiable parameters, in order.</summary>
    public static EquatableArray<string> For(IEnumerable<string> parameters, IEnumerable<string> differentiable)
    {
        HashSet<string> taken = [.. parameters.Select(p => p.TrimStart('@'))];
        return differentiable.Select(p => Unique(Of(p), taken)).ToEquatableArray();
    }

    public static EquatableArray<string> For(MethodModel method) =>
        For(method.Parameters.Select(p => p.Name), method.Parameters.Where(p => p.IsDifferentiable).Select(p => p.Name));

    /// <summary>The name, or with a number behind it that makes it unlike all that are taken; it is taken then.</summary>
    public static string Unique(string name, ISet<string> taken) => VjpNames.Unique(name, taken);
}
