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
internal sealed partial record GeneratedMembers(MemberSignature? Vjp, MemberSignature? Gradient, MemberSignature? ValueAndGradient)
{
    /// <summary>The primal, as derivatives run.</summary>
    public MemberSignature? Value { get; init; }

    /// <summary>The value, with the derivatives added to the gradients of modules' parameters.</summary>
    public MemberSignature? Backward { get; init; }

    /// <summary>Forward mode.</summary>
    public MemberSignature? Jvp { get; init; }

    /// <summary>Second order: the gradient's derivative in a direction.</summary>
    public MemberSignature? Hvp { get; init; }

    /// <summary>All second derivatives, where there is one differentiable parameter.</summary>
    public MemberSignature? Hessian { get; init; }

    /// <summary>All first derivatives of a result with several elements.</summary>
    public MemberSignature? Jacobian { get; init; }

    /// <summary>For the Jacobian: several directions at once. Not for users.</summary>
    public MemberSignature? WideJvp { get; init; }

    /// <summary>For the Hessian, likewise.</summary>
    public MemberSignature? WideHvp { get; init; }

    public IEnumerable<MemberSignature> All =>
        new[] { Value, Vjp, Gradient, ValueAndGradient, Backward, Jvp, Jacobian, Hvp, Hessian, WideJvp, WideHvp }.OfType<MemberSignature>();

    /// <param name="method">The primal's signature.</param>
    /// <param name="isWritten">Whether the primal writes the memory of a parameter; without a body at hand unknown, which callers do not notice.</param>
    public static GeneratedMembers Of(MethodModel method, Func<ParameterModel, bool>? isWritten = null)
    {
        EquatableArray<MemberParameter> arguments = method.Parameters.Select(p => new MemberParameter(Modifier(p.Passing), p.Type, p.Name)).ToEquatableArray();

        // Optional parameters come last in the primal too, so they may stay optional where nothing follows.
        EquatableArray<MemberParameter> optional = arguments.Zip(method.Parameters, (a, p) => a with { DefaultValue = p.DefaultValue }).ToEquatableArray();
        string gradient = GradientType(method);
        bool hasPrivate = method.Dispatch is not { IsAbstract: true };
        bool hasGradient = method is { HasReverse: true, IsScalar: true } && Inputs(method).Any();
        ParameterModel? only = Differentiable(method).Take(2).ToArray() is [{ Passing: PassingMode.Value or PassingMode.In } single] && (LeavesOf(single).Count > 0 || ParameterShape.Of(single.Type) is { HasNumbers: true } or { IsRealTensor: true }) ? single : null;
        return new(
            method.HasReverse ? VjpOf(method, arguments) : null,
            hasGradient ? new(method.Name + "Gradient", gradient, optional) : null,
            hasGradient ? new(method.Name + "ValueAndGradient", $"({method.ReturnType} Value, {gradient} Gradient)", optional) : null)
        {
            Value = method.HasValue ? new(method.Name + "Value", method.ReturnType, optional) : null,
            Backward = method is { HasReverse: true, IsScalar: true, ReachesModules: true } ? new(method.Name + "Backward", method.ReturnType, optional) : null,
            Jvp = method.HasForward ? JvpOf(method, [.. arguments, .. Tangents(method, isWritten)]) : null,
            Hvp = method.HasSecondOrder ? new(method.Name + "Hvp", gradient, [.. arguments, .. Tangents(method, isWritten)]) : null,
            Hessian = method.HasSecondOrder && only is not null ? new(method.Name + "Hessian", SquareType(only), optional) : null,
            WideHvp = hasPrivate && method.HasSecondOrder && only is not null && LeavesOf(only).Count == 0 && !ParameterShape.Of(only.Type).IsScalar ? WideHvpOf(method, [.. arguments, .. Tangents(method, isWritten, Width)]) : null,
            Jacobian = method.Origin is null && (HasRows(method) || HasColumns(method)) ? new(method.Name + "Jacobian", TupleOf([.. Differentiable(method)], MatrixType), optional) : null,
            WideJvp = hasPrivate && method.Origin is null && HasColumns(method) ? WideJvpOf(method, [.. arguments, .. Tangents(method, isWritten, Width)]) : null,
        };
    }

    /// <summary>The modifiers of a member: dispatched as the primal is, it overrides what the overridden method has.</summary>
    public static string Modifiers(MethodModel method, MemberSignature member)
    {
        if (method.Dispatch is not { Keyword.Length: > 0 } dispatch) return method.Modifiers;
        bool overrides = dispatch.Overridden is { } above && (!Of(method).All.Any(m => m.Name == member.Name) || Of(method, above).All.Any(m => m.Name == member.Name));
        return $"{method.Modifiers} {(overrides ? dispatch.Keyword : dispatch.KeywordOfNew)}".TrimEnd();
    }

    /// <summary>The modifiers of the JVPs of a method's halves: the overridden method has them if it has second derivatives.</summary>
    public static string ModifiersOfSecond(MethodModel method) => $"{method.Modifiers} {(method.Dispatch is { Overridden.Order: >= 2 } dispatch ? dispatch.Keyword : method.Dispatch?.KeywordOfNew)}".TrimEnd();

    /// <summary>The clauses of a member; an override inherits them.</summary>
    public static EquatableArray<string> Constraints(MethodModel method) => method.Dispatch is { Overridden: not null } ? EquatableArray<string>.Empty : method.TypeParameters.Constraints;

    // What the method would have if that were asked for.
    private static GeneratedMembers Of(MethodModel method, RequestModel request) => Of(method with { HasReverse = request.HasReverse, HasForward = request.HasForward, HasValue = request.HasValue, Order = request.Order });

    /// <summary>The parameters that have a sink.</summary>
    public static IEnumerable<ParameterModel> Differentiable(MethodModel method) => method.Arguments.Where(p => p.IsDifferentiable);

    /// <summary>The parameters that the gradient is taken with respect to: an <c>out</c> parameter has no value on entry.</summary>
    public static IEnumerable<ParameterModel> Inputs(MethodModel method) => Differentiable(method).Where(p => p.Passing != PassingMode.Out);

    /// <summary>The type of a parameter's gradient: its own, an array for a span.</summary>
    public static string GradientType(ParameterModel parameter) => WithoutSpan(parameter.Type);

    public static string Modifier(PassingMode passing) => passing switch
    {
        PassingMode.Value => "",
        PassingMode.Ref => "ref ",
        PassingMode.Out => "out ",
        PassingMode.In => "in ",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static MemberSignature VjpOf(MethodModel method, EquatableArray<MemberParameter> arguments)
    {
        VjpNames names = VjpNames.For(method);
        List<MemberParameter> parameters = [.. arguments];
        if (names.Cotangent is { } cotangent) parameters.Add(new("", CotangentType(method.ReturnType), cotangent));
        parameters.AddRange(Differentiable(method).Zip(names.Sinks, (p, sink) => Sink(p, sink)));
        return new(method.Name + "Vjp", method.ReturnType, parameters);
    }

    private static string GradientType(MethodModel method) => TupleOf([.. Inputs(method)], GradientType);

    /// <summary>One type for each parameter: bare for one, else a tuple whose elements bear the parameters' names.</summary>
    private static string TupleOf(IReadOnlyList<ParameterModel> parameters, Func<ParameterModel, string> type) => parameters.Count == 1
        ? type(parameters[0])
        : $"({string.Join(", ", parameters.Select((p, i) => type(p) + (IsTupleElementName(p.PlainName, i) ? " " + p.Name : "")))})";

    // C# keeps Item1, Item2, … for the elements at these places, and the names of ValueTuple's own members for none.
    private static bool IsTupleElementName(string name, int index) =>
        name is not ("Rest" or "ToString" or "Equals" or "GetHashCode" or "CompareTo" or "Deconstruct" or "GetType" or "MemberwiseClone" or "Finalize")
        && (!(name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out int item)) || item == index + 1);

    private static string WithoutSpan(string type) => ParameterShape.Of(type) is { Kind: ShapeKind.Span, Element: var element } ? element + "[]" : type;

    private static MemberParameter Sink(ParameterModel parameter, string name) => ParameterShape.Of(parameter.Type) switch
    {
        { IsVector: true, Element: var element } => new("", $"global::System.Span<{element}>", name),
        { IsArray: true } or { IsTensor: true } => new("", parameter.Type, name),
        _ => new("ref ", parameter.Type, name),
    };

    private static string CotangentType(string resultType) =>
        ParameterShape.Of(resultType) is { IsVector: true, Element: var element } ? $"global::System.ReadOnlySpan<{element}>" : resultType;
}
