namespace AutoDiff.Generator.Model;

/// <summary>
/// The names of the parameters that <c>FVjp</c> has beyond the primal's. A parameter of the primal that has such a name keeps it, the generated one gets a suffix.
/// </summary>
/// <param name="Cotangent">Null where the result has none: for <c>void</c>, <c>int</c>.</param>
/// <param name="Sinks">One for each differentiable parameter, in order.</param>
internal sealed record VjpNames(string? Cotangent, EquatableArray<string> Sinks)
{
    /// <param name="parameters">The primal's parameters, with <c>@</c> or without.</param>
    /// <param name="differentiable">Those of them that get a sink.</param>
    public static VjpNames For(IEnumerable<string> parameters, IEnumerable<string> differentiable, bool hasCotangent)
    {
        HashSet<string> taken = [.. parameters.Select(p => p.TrimStart('@'))];
        string? cotangent = hasCotangent ? Unique("cotangent", taken) : null;
        return new(cotangent, differentiable.Select(p => Unique(SinkName(p.TrimStart('@')), taken)).ToEquatableArray());
    }

    public static VjpNames For(MethodModel method) =>
        For(method.Arguments.Select(p => p.Name), method.Arguments.Where(p => p.IsDifferentiable).Select(p => p.Name), method.IsResultDifferentiable);

    /// <summary>The name itself, or with the first number that makes it unlike all that are taken, behind a digit as <c>_1</c>; it is taken then.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        string unique = name;
        for (int i = 1; !taken.Add(unique); i++) unique = $"{name}{(char.IsDigit(name[name.Length - 1]) ? "_" : "")}{i}";
        return unique;
    }

    private static string SinkName(string parameter) => "d" + char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);
}
