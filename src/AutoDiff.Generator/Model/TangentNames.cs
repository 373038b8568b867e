namespace AutoDiff.Generator.Model;

/// <summary>The names of tangents: that of <c>x</c> is <c>xDot</c>, unless a parameter has that name already.</summary>
internal static class TangentNames
{
    public static string Of(string primal) => primal.TrimStart('@') + "Dot";

    /// <summary>That of one of several directions: <c>xDot0</c>, <c>xDot1</c>, …</summary>
    public static string Of(string primal, int seed, int width) => Of(primal) + (width == 1 ? "" : seed.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The names of the tangents of the differentiable parameters, in order, for each parameter all directions.</summary>
    public static EquatableArray<string> For(IEnumerable<string> parameters, IEnumerable<string> differentiable, int width = 1)
    {
        HashSet<string> taken = [.. parameters.Select(p => p.TrimStart('@'))];
        return differentiable.SelectMany(p => Enumerable.Range(0, width).Select(w => VjpNames.Unique(Of(p, w, width), taken))).ToEquatableArray();
    }

    public static EquatableArray<string> For(MethodModel method, int width = 1) =>
        For(method.Arguments.Select(p => p.Name), method.Arguments.Where(p => p.IsDifferentiable).Select(p => p.Name), width);
}
