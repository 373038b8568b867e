using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>The derivative of a method for calls by contract, ready to be emitted: in two halves, or as FVjp.</summary>
/// <param name="Class">The class that gets it; null for the method's own type.</param>
/// <param name="Written">The ids of the parameters whose memory the primal writes.</param>
internal sealed record ContractMembers(MethodModel Method, string? Class, ContractNames? Names, SplitDerivative? Halves, FunctionIr? Vjp, ISet<int> Written)
{
    /// <summary>The derivative in forward mode, if that is wanted too.</summary>
    public FunctionIr? Jvp { get; init; }

    /// <summary>The JVP of the derivative in halves.</summary>
    public SplitDerivative? SecondHalves { get; init; }

    /// <summary>The method itself, of one that is called with functions.</summary>
    public FunctionIr? Primal { get; init; }

    /// <summary>The JVP of the VJP.</summary>
    public FunctionIr? VjpJvp { get; init; }

    public IEnumerable<FunctionIr> Functions => new[] { Halves?.Primal, Halves?.Pullback, SecondHalves?.Primal, SecondHalves?.Pullback, Vjp, VjpJvp, Jvp, Primal }.OfType<FunctionIr>();

    /// <summary>True for a use in the method's own members only.</summary>
    public bool IsPrivate { get; init; }
}

/// <summary>For calls by contract in the project: <c>FPrimal</c>, which gives the residuals, <c>FPullback</c>, which takes them, and their class.</summary>
internal sealed partial class MemberEmitter
{
    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    private IEnumerable<string> OwnContract() => _contracts.Where(c => c.Class is null).SelectMany(c => Contract(c, c.IsPrivate || _method.Accessibility == "private" ? "private" : c.Names is { IsExported: true } ? _method.Accessibility : "internal"));

    // The members that every override has: each its own residuals, so their type is not known at a call.
    private IEnumerable<string> AbstractMembers(ContractNames? contract)
    {
        if (_members.Value is { } value) yield return Abstract(ValueDocumentation(value), value);
        if (_members.Vjp is { } vjp) yield return Abstract(VjpDocumentation(vjp), vjp);
        if (_members.Gradient is { } gradient) yield return Abstract(GradientDocumentation(), gradient);
        if (_members.ValueAndGradient is { } valueAndGradient) yield return Abstract(ValueAndGradientDocumentation(), valueAndGradient);
        if (_members.Backward is { } backward) yield return Abstract(BackwardDocumentation(), backward);
        if (_members.Jvp is { } jvp) yield return Abstract(JvpDocumentation(jvp), jvp);
        if (_members.Jacobian is { } jacobian) yield return Abstract(JacobianDocumentation(jacobian), jacobian);
        if (_members.Hvp is { } hvp) yield return Abstract(HvpDocumentation(hvp), hvp);
        if (_members.Hessian is { } hessian) yield return Abstract(HessianDocumentation(hessian, Differentiable(_tangents).Single().Parameter, ParameterShape.Of(Differentiable(_tangents).Single().Parameter.Type)), hessian);
        if (contract is not { } names) yield break;
        string residuals = VjpNames.Unique("residuals", new HashSet<string>(_method.Parameters.Select(p => p.PlainName)));
        yield return Abstract([PrimalSummary(names)], PrimalOf(names, new("out ", "object", residuals)), Hidden);
        yield return Abstract([PullbackSummary(names)], PullbackOf(names, "object"), Hidden);
        if (_method.Order < 2) yield break;
        ContractNames second = names.Tangent;
        MemberSignature primal = PrimalOf(second, new("out ", "object", residuals)), pullback = PullbackOf(second, "object"), forward = Forward().Jvp!;
        yield return Abstract([PrimalSummary(second)], primal with { ReturnType = forward.ReturnType, Parameters = [.. forward.Parameters, primal.Parameters[primal.Parameters.Count - 1]] }, Hidden);
        yield return Abstract([PullbackSummary(second)], pullback with { Parameters = [.. pullback.Parameters, .. pullback.Parameters.Skip(1).Select(p => p with { Name = p.Name + "Dot" })] }, Hidden);
    }

    // The members with those of forward mode, asked for or not.
    private GeneratedMembers Forward() => new MemberEmitter(_method with { HasForward = true }, new(null, null), new HashSet<int>(), [])._members;

    private string Abstract(IEnumerable<string> documentation, MemberSignature member, string? attribute = null)
    {
        CodeLines text = new();
        foreach (string line in documentation) text.Line("/// " + line);
        if (attribute is not null) text.Line(attribute);
        text.Line(GeneratedCode);
        text.Line($"{Modifiers(member)} {_types.Short(member.ReturnType)} {member.Name}{_method.TypeParameters.List}({string.Join(", ", member.Parameters.Select(Declaration))});");
        return text.ToString();
    }

    // What an object decides on has residuals that only the object knows.
    private static string ResidualsTypeOf(ContractNames names) => names.IsBoxed ? "object" : names.Residuals + names.TypeArguments;

    private string PrimalSummary(ContractNames names) => $"<summary>{Primal}, with what <c>{names.Pullback}</c> needs to run it backwards.</summary>";

    private string PullbackSummary(ContractNames names) => $"<summary>The reverse sweep of {Primal}, after <c>{names.Primal}</c>.</summary>";

    private MemberSignature PrimalOf(ContractNames names, MemberParameter residuals) =>
        new(names.Primal, _method.ReturnType, [.. _method.Parameters.Select(p => new MemberParameter(GeneratedMembers.Modifier(p.Passing), p.Type, p.Name)), residuals]);

    private MemberSignature PullbackOf(ContractNames names, string residuals) =>
        new(names.Pullback, "void", [new("", residuals, "residuals"), .. GeneratedMembers.Of(_method with { HasReverse = true }).Vjp!.Parameters.Skip(_method.Parameters.Count).Select(SinkOfHalf)]);

    // The sink of a tensor is a reference here, null for zero.
    private MemberParameter SinkOfHalf(MemberParameter parameter) =>
        _names.Sinks.Contains(parameter.Name) && ParameterShape.Of(parameter.Type).IsTensor ? parameter with { Modifier = "ref " } : parameter;

    // They call each other, and the residuals of one may hold those of another: none is private.
    private string? CalleeClass()
    {
        ContractMembers[] callees = [.. _contracts.Where(c => c.Class is not null)];
        if (callees.Length == 0) return null;
        CodeLines text = new();
        text.Line($"/// <summary>Derivatives of the methods without <c>[Differentiable]</c> that {_method.Origin ?? $"<see cref=\"{_method.Name}\"/>"} calls and that are not inlined.</summary>");
        text.Line(Hidden);
        text.Line(GeneratedCode);
        text.Line($"internal static class {callees[0].Class}");
        CodeLines body = new();
        foreach (string line in string.Join("\n\n", callees.SelectMany(c => Contract(c, "internal"))).Split('\n')) body.Line(line);
        text.Braces(body);
        return text.ToString();
    }

    private static IEnumerable<string> Contract(ContractMembers contract, string accessibility)
    {
        MethodModel method = contract.Method.WithSelfAsParameter() with { HasReverse = true, HasForward = true, Order = 1 };
        SplitDerivative? halves = contract.Halves ?? contract.SecondHalves;
        FunctionIr whole = contract.Vjp ?? contract.VjpJvp ?? (halves is not null ? Joined(halves) : contract.Jvp ?? contract.Primal!);
        MemberEmitter emitter = new(method, new(whole, contract.Jvp), contract.Written, []);
        MemberSignature vjp = emitter._members.Vjp!, jvp = emitter._members.Jvp!;
        if (contract.Primal is { } primal) yield return emitter.Function(primal, new(method.Name, method.ReturnType, [.. method.Parameters.Select(p => new MemberParameter(GeneratedMembers.Modifier(p.Passing), p.Type, p.Name))]), [$"<summary>The value of {emitter.Primal}.</summary>"], []);
        // Beside halves it is for generated code alone, which has seen that the arrays are different ones (SweepPlan.IsJoinable).
        if (contract.Vjp is { } body) yield return emitter.Function(body, vjp, emitter.VjpDocumentation(vjp), contract.Names is null ? emitter.VjpChecks(vjp) : emitter.NumberChecks());
        foreach (string member in emitter.HalvesOf(contract, accessibility)) yield return member;
        if (contract.VjpJvp is { } second) yield return emitter.VjpJvp(second, accessibility);
        if (contract.Jvp is { } forward) yield return emitter.Function(forward, jvp, emitter.JvpDocumentation(jvp), emitter.JvpChecks(jvp));
    }

    private IEnumerable<string> HalvesOf(ContractMembers contract, string accessibility) =>
    [
        .. contract.Halves is { } first ? Contract(contract.Names!, first, accessibility) : [],
        .. contract.SecondHalves is { } second ? Contract(contract.Names!.Tangent, second, accessibility) : [],
    ];

    private string VjpJvp(FunctionIr function, string accessibility)
    {
        MemberSignature vjp = _members.Vjp!;
        return FunctionEmitter.Emit(function, new(
            [$"<summary>The value of <c>{vjp.Name}</c> and its tangent, where all have tangents.</summary>"],
            (_method with { Accessibility = accessibility }).Modifiers,
            _types.Short(_members.Jvp!.ReturnType),
            vjp.Name + "Jvp" + _method.TypeParameters.List,
            [.. vjp.Parameters.Select(Declaration), .. Tangents(function.Parameters.Skip(vjp.Parameters.Count))],
            [],
            _reserved,
            [Hidden, GeneratedCode],
            GeneratedMembers.Constraints(_method),
            _method.IsCheckedProject));
    }

    /// <summary>The tangents of the arguments, as FJvp has them, then those of the cotangent and the sinks.</summary>
    private IEnumerable<string> Tangents(IEnumerable<Parameter> parameters)
    {
        Queue<MemberParameter> arguments = new(_members.Jvp!.Parameters.Skip(_method.Parameters.Count));
        foreach (Parameter parameter in parameters)
        {
            string name = NamePlan.Escape(parameter.Value.Name!);
            yield return Declaration(parameter.Role == ParameterRole.Tangent ? arguments.Dequeue() with { Name = name } : new("", parameter.Value.Type.ToString(), name));
        }
    }

    // The parameters of the two halves together are those of FVjp.
    private static FunctionIr Joined(SplitDerivative derivative) => derivative.Primal with
    {
        Parameters = [.. derivative.Primal.Parameters.Where(p => p.Role != ParameterRole.Residual), .. derivative.Pullback.Parameters.Where(p => p.Role is ParameterRole.Cotangent or ParameterRole.Sink)],
    };

    private IEnumerable<string> Contract(ContractNames names, SplitDerivative derivative, string accessibility)
    {
        string residuals = derivative.Primal.Parameters.Single(p => p.Role == ParameterRole.Residual).Value.Name!;
        bool isBoxed = names.IsBoxed;
        string type = ResidualsTypeOf(names);
        MemberSignature primal = PrimalOf(names, new("out ", type, residuals)), pullback = PullbackOf(names, type);
        // Of a JVP the tangents follow, with the roles of what they belong to.
        Parameter[] tangents = [.. derivative.Primal.Parameters.Where(p => p.Role == ParameterRole.Tangent)];
        bool isSecond = tangents.Length > 0;
        int seeds = pullback.Parameters.Count - 1;
        Parameter[] seedTangents = [.. derivative.Pullback.Parameters.Where(p => p.Role is ParameterRole.Cotangent or ParameterRole.Sink).Skip(seeds)];
        string Modified(MemberSignature member) => isBoxed && isSecond ? GeneratedMembers.ModifiersOfSecond(_method) : isBoxed ? Modifiers(member) : (_method with { Accessibility = accessibility }).Modifiers;
        string Read(ResidualField f) => $"{(isBoxed ? $"(({names.Residuals}{names.TypeArguments})residuals)" : "residuals")}.{NamePlan.Escape(f.Name)}";
        yield return Residuals(names, derivative, accessibility);
        yield return FunctionEmitter.Emit(derivative.Primal, new(
            [PrimalSummary(names)],
            Modified(primal),
            _types.Short(isSecond ? _members.Jvp!.ReturnType : _method.ReturnType),
            names.Primal + names.TypeArguments,
            [.. primal.Parameters.Take(primal.Parameters.Count - 1).Select(Declaration), .. Tangents(tangents), Declaration(primal.Parameters[primal.Parameters.Count - 1])],
            [.. NumberChecks(), .. DisjointChecks([.. ArgumentMemory(primal with { Parameters = [.. primal.Parameters.Take(_method.Parameters.Count)] }, _names.Sinks, _ => true)])],
            _reserved,
            [Hidden, GeneratedCode],
            GeneratedMembers.Constraints(_method),
            _method.IsCheckedProject)
        { UsesCallersTensors = true });
        yield return FunctionEmitter.Emit(derivative.Pullback, new(
            [PullbackSummary(names)],
            Modified(pullback),
            "void",
            names.Pullback + names.TypeArguments,
            [.. pullback.Parameters.Select(Declaration), .. Tangents(seedTangents)],
            [.. derivative.Fields.Select(f => $"{(f.Type is TapeType || f.Type == OpaqueType.ArrayScope ? "using " : "")}{TypeText(f.Type)} {NamePlan.Escape(f.Name)} = {Read(f)};"), .. isBoxed ? (string[])[$"(({names.Residuals}{names.TypeArguments})residuals).Return();"] : names.IsExported ? ["residuals.Return();"] : []],
            _reserved,
            [Hidden, GeneratedCode],
            GeneratedMembers.Constraints(_method),
            _method.IsCheckedProject)
        { UsesCallersTensors = true });
    }

    private string Residuals(ContractNames names, SplitDerivative derivative, string accessibility)
    {
        CodeLines text = new(), body = new();
        text.Line($"/// <summary>What <c>{names.Primal}</c> keeps for <c>{names.Pullback}</c>.</summary>");
        text.Line(Hidden);
        text.Line(GeneratedCode);
        string parameters = string.Join(", ", derivative.Fields.Select(f => $"{TypeText(f.Type)} {NamePlan.Escape(f.Name)}"));
        if (names.ArePooled) return PooledResiduals(names, derivative, accessibility, parameters, text);
        text.Line($"{accessibility} sealed class {names.Residuals}{names.TypeArguments}({parameters})");
        foreach (string clause in GeneratedMembers.Constraints(_method)) text.Line("    " + clause);
        foreach (ResidualField field in derivative.Fields) body.Line($"internal readonly {TypeText(field.Type)} {NamePlan.Escape(field.Name)} = {NamePlan.Escape(field.Name)};");
        text.Braces(body);
        return text.ToString();
    }

    // The pullback reads all of them first, and gives them back for the next call.
    private string PooledResiduals(ContractNames names, SplitDerivative derivative, string accessibility, string parameters, CodeLines text)
    {
        string type = names.Residuals + names.TypeArguments;
        CodeLines body = new(), with = new(), clear = new();
        text.Line($"{accessibility} sealed class {type} : {_types.Runtime("Residuals")}<{type}>");
        foreach (string clause in GeneratedMembers.Constraints(_method)) text.Line("    " + clause);
        foreach (ResidualField field in derivative.Fields)
        {
            string name = NamePlan.Escape(field.Name);
            body.Line($"internal {TypeText(field.Type)} {name};");
            with.Line($"this.{name} = {name};");
            clear.Line($"{name} = default;");
        }
        with.Line("return this;");
        body.Line($"internal {type} With({parameters})");
        body.Braces(with);
        body.Line("protected override void Clear()");
        body.Braces(clear);
        text.Braces(body);
        return text.ToString();
    }

    private string TypeText(IrType type) => type is TapeType tape ? $"{_types.Runtime("Tape")}<{tape.ElementType}>" : type.ToString();
}
