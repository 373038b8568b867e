using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>One parameter of a generated member: its declaration is modifier, type and name.</summary>
internal sealed record MemberParameter(string Modifier, string Type, string Name, string? DefaultValue = null)
{
    public string Declaration => $"{Modifier}{Type} {Name}{(DefaultValue is null ? "" : $" = {DefaultValue}")}";
}

/// <summary>The signature of a generated member, its types fully qualified.</summary>
internal sealed record MemberSignature(string Name, string ReturnType, EquatableArray<MemberParameter> Parameters);

/// <summary>Which members are generated for a method, and with which signatures: the stubs, the members and the check for names in use agree by this.</summary>
internal sealed record GeneratedMembers(MemberSignature Vjp, MemberSignature? Gradient, MemberSignature? ValueAndGradient)
{
    public IEnumerable<MemberSignature> All => new[] { Vjp, Gradient, ValueAndGradient }.Where(m => m is not null)!;

    public static GeneratedMembers Of(MethodModel method) => Of(method, VjpNames.For(method));

    public static GeneratedMembers Of(MethodModel method, VjpNames names)
    {
        List<MemberParameter> arguments = [.. method.Parameters.Select(p => new MemberParameter(Modifier(p.Passing), p.Type, p.Name))];
        List<MemberParameter> vjp = [.. arguments];
        if (names.Cotangent is { } cotangent) vjp.Add(new("", CotangentType(method.ReturnType), cotangent));
        vjp.AddRange(Differentiable(method).Zip(names.Sinks, (p, sink) => Sink(p, sink)));
        MemberSignature vjpSignature = new(method.Name + "Vjp", method.ReturnType, vjp);
        if (!method.IsScalar) return new(vjpSignature, null, null);

        // Optional parameters come last in the primal too, so they may stay optional here; not in FVjp, where others follow.
        EquatableArray<MemberParameter> parameters = arguments.Zip(method.Parameters, (a, p) => a with { DefaultValue = p.DefaultValue }).ToEquatableArray();
        string gradientType = GradientType(method);
        return new(
            vjpSignature,
            new(method.Name + "Gradient", gradientType, parameters),
            new(method.Name + "ValueAndGradient", $"({method.ReturnType} Value, {gradientType} Gradient)", parameters));
    }

    /// <summary>The parameters that have a sink.</summary>
    public static IEnumerable<ParameterModel> Differentiable(MethodModel method) => method.Arguments.Where(p => p.IsDifferentiable);

    /// <summary>The parameters that the gradient is taken with respect to: an <c>out</c> parameter has no value on entry.</summary>
    public static IEnumerable<ParameterModel> Inputs(MethodModel method) => Differentiable(method).Where(p => p.Passing != PassingMode.Out);

    /// <summary>The type of a parameter's gradient: its own, an array for a span.</summary>
    public static string GradientType(ParameterModel parameter) => ParameterShape.Of(parameter.Type) is { Kind: ShapeKind.Span, Element: var element } ? element + "[]" : parameter.Type;

    public static string Modifier(PassingMode passing) => passing switch
    {
        PassingMode.Value => "",
        PassingMode.Ref => "ref ",
        PassingMode.Out => "out ",
        PassingMode.In => "in ",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string GradientType(MethodModel method)
    {
        List<ParameterModel> parameters = [.. Inputs(method)];
        return parameters.Count == 1
            ? GradientType(parameters[0])
            : $"({string.Join(", ", parameters.Select((p, i) => GradientType(p) + (IsTupleElementName(p.PlainName, i) ? " " + p.Name : "")))})";
    }

    // C# keeps Item1, Item2, … for the elements at these places, and the names of ValueTuple's own members for none.
    private static bool IsTupleElementName(string name, int index) =>
        name is not ("Rest" or "ToString" or "Equals" or "GetHashCode" or "CompareTo" or "Deconstruct" or "GetType" or "MemberwiseClone" or "Finalize")
        && (!(name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out int item)) || item == index + 1);

    private static MemberParameter Sink(ParameterModel parameter, string name) => ParameterShape.Of(parameter.Type) switch
    {
        { IsVector: true, Element: var element } => new("", $"global::System.Span<{element}>", name),
        { IsArray: true } => new("", parameter.Type, name),
        _ => new("ref ", parameter.Type, name),
    };

    private static string CotangentType(string resultType) =>
        ParameterShape.Of(resultType) is { IsVector: true, Element: var element } ? $"global::System.ReadOnlySpan<{element}>" : resultType;
}
