using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Calls by contract: the callee stays a call, and its derivative is called in the reverse sweep. So it is with recursive and with large methods, those that bear
/// <c>[Checkpoint]</c>, those with a derivative that is written by hand, and differentiable methods of other assemblies.
/// </summary>
internal sealed partial class MethodLowering
{
    private readonly CallGraph _graph;
    private readonly WriteAnalysis _writes;
    private readonly Contracts _contracts;

    /// <summary>How a call of the method is reversed; null if it is to be inlined, or has no derivative.</summary>
    private CallDerivative? DerivativeOf(IMethodSymbol method)
    {
        if (DerivativeWithoutBody(method) is { } existing) return existing;
        if (method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind != MethodKind.Ordinary) return null;
        IMethodSymbol implementation = method.PartialImplementationPart ?? method;
        bool isCheckpoint = SignatureReader.IsCheckpoint(method);
        if (!isCheckpoint && !_graph.IsByContract(implementation.OriginalDefinition)) return null;
        // What cannot be called by contract, and not be inlined either, is reported at the call.
        if (Obstacle(implementation) is not null) return !isCheckpoint && !_graph.IsRecursive(implementation.OriginalDefinition) ? null : new("", "", isCheckpoint ? null : new(""));
        CallDerivative derivative = isCheckpoint ? new("", _contracts.VjpOf(implementation), null) : OfHalves(_contracts.HalvesOf(implementation), method);
        derivative = derivative with { Tangent = _contracts.JvpOf(implementation) };
        return Contracts.HasSecond(implementation, isCheckpoint)
            ? derivative with { Second = new(ContractNames.TangentOf(derivative.Primal), ContractNames.TangentOf(derivative.Pullback)) }
            : derivative with { SecondAdvice = "add Order = 2 to it" };
    }

    private CallDerivative OfHalves(ContractNames names, IMethodSymbol method)
    {
        string typeArguments = names.TypeArguments.Length > 0 ? TypeArgumentsOf(method) : "";
        return new(names.Prefix + names.Primal + typeArguments, names.Prefix + names.Pullback + typeArguments, new(names.Prefix + names.Residuals + typeArguments));
    }

    /// <summary>A derivative that takes the place of the method's source: written by hand, or generated in the assembly that the method comes from.</summary>
    private CallDerivative? DerivativeWithoutBody(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary) return null;
        if ((HandWrittenDerivatives.In(_compilation).Of(method) ?? GeneratedElsewhere(method)) is not { Vjp: { } vjp } existing) return null;
        CallDerivative derivative = new("", NameOf(vjp), null) { Tangent = existing.Jvp is { } jvp ? NameOf(jvp) : null, IsStatic = vjp.IsStatic };
        if (!vjp.DeclaringSyntaxReferences.IsEmpty) derivative = derivative with { TangentAdvice = $"write it too, as a method with [DerivativeOf] in the form of '{method.Name}Jvp'" };
        return vjp.DeclaringSyntaxReferences.IsEmpty
            ? derivative with { SecondAdvice = $"'{vjp.Name}' has no source in this project" }
            : Contracts.IsGeneric(vjp) || !vjp.IsStatic ? derivative with { SecondAdvice = $"'{vjp.Name}' is generic or an instance method" }
            : derivative with { Second = new("", _contracts.SecondOf(vjp, method)) };

        string NameOf(IMethodSymbol derivative) => (derivative.IsStatic ? _contracts.Qualifier(derivative) : "") + SignatureReader.Escape(derivative.Name) + TypeArgumentsOf(method);
    }

    private string TypeArgumentsOf(IMethodSymbol method) => TypeMapping.Arguments(method.TypeArguments.Select(Substituted));

    /// <summary>How the call of a differentiable method is reversed whose body the object decides on.</summary>
    private CallDerivative? DispatchedDerivative(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (call.Instance is null or { Type: ITypeParameterSymbol } || !Dispatch.CanBeOverridden(method) || IsStaticallyBound(method, call.Instance)) return null;
        if (!SignatureReader.IsDifferentiable(method) && !Dispatch.Above(method).Any()) return null;
        string? tangent = SignatureReader.HasForward(method) ? method.Name + "Jvp" : null;
        if (method.IsGenericMethod || Contracts.IsInGenericType(method)) return new("", method.Name + "Vjp", null) { Tangent = tangent, SecondAdvice = DispatchedAdvice };
        ContractNames names = Contracts.OwnOf(method);
        return new(names.Primal, names.Pullback, new("object")) { Tangent = tangent, SecondAdvice = DispatchedAdvice };
    }

    private const string DispatchedAdvice = "what an object decides on has first derivatives; call a method that is not virtual";

    private ExistingDerivative? GeneratedElsewhere(IMethodSymbol method)
    {
        if (!method.DeclaringSyntaxReferences.IsEmpty || RuleOf(method) is not null || Contracts.IsInGenericType(method)) return null;
        method = method.OriginalDefinition;
        IMethodSymbol? Find(string suffix, Func<IMethodSymbol, IMethodSymbol, bool> isDerivative) =>
            method.ContainingType.GetMembers(method.Name + suffix).OfType<IMethodSymbol>().FirstOrDefault(m => SignatureReader.IsGenerated(m) && isDerivative(m, method));
        return Find("Vjp", DerivativeShape.IsVjp) is { } vjp ? new(vjp, Find("Jvp", DerivativeShape.IsJvp)) : null;
    }

    private Operand CallByContract(IMethodSymbol method, CallDerivative derivative, IOperation call, IReadOnlyList<IArgumentOperation> given, Operand? receiver = null)
    {
        method = _typeArguments.Apply(method.PartialImplementationPart ?? method);
        if (Obstacle(method) is var (obstacle, advice))
        {
            _problems.Add(new(derivative.Residuals is null ? ProblemKind.Contract : ProblemKind.Recursion, [method.Name, obstacle, advice], call.Syntax.GetLocation()));
            return Variable.ZeroOf(TypeOf(call));
        }
        (int Ordinal, Place? Place, Operand? Value)[] passed = [.. given.Select(Passed).ToArray().OrderBy(a => a.Ordinal)];
        Operand[] arguments = [.. passed.Select(a => a.Value).OfType<Operand>().SelectMany(Leaves)];
        if (receiver is null && !method.IsStatic && derivative.IsStatic) receiver = This(call);
        Call appended = receiver is null && !method.IsStatic
            ? AppendCall(method, OnThis(derivative, call), arguments, Site(call), ThisOf(call))
            : AppendCall(method, derivative, receiver is null ? arguments : [receiver, .. arguments], Site(call));

        // What is passed by reference is written once the call has returned.
        Queue<Value> assigned = new(appended.Assigned.Select(a => a.Result));
        foreach ((int ordinal, Place? place, _) in passed)
            if (place is not null) Write(place, Fitted(Whole(TypeMapping.Map(method.Parameters[ordinal].Type), [.. LeavesOf(Outside(method.Parameters[ordinal].Type)).Select(_ => assigned.Dequeue())]), place.Type, call));
        if (appended.Callee.Returns is not { } returns) return Constant.Of(0);
        return Whole(TypeMapping.Map(method.ReturnType), [.. appended.Returned]);
    }

    private static IEnumerable<IrType> LeavesOf(IrType type) => type is StructType s ? s.Leaves.Select(l => l.Type) : [type];

    // An enum comes as what it is outside the IR.
    private Operand Whole(IrType type, EquatableArray<Operand> leaves) => type is StructType s ? new Aggregate(s, leaves) : leaves[0].Type is OpaqueType && type is ScalarType ? Converted(leaves[0], type) : leaves[0];

    // A parameter or local may have the method's name.
    private static string ThisOf(IOperation call) => call is IInvocationOperation { Instance.Syntax: BaseExpressionSyntax } ? "base." : "this.";

    private static CallDerivative OnThis(CallDerivative derivative, IOperation call) => derivative with
    {
        Primal = ThisOf(call) + derivative.Primal,
        Pullback = ThisOf(call) + derivative.Pullback,
        Tangent = derivative.Tangent is null ? null : ThisOf(call) + derivative.Tangent,
        Second = derivative.Second is { } second ? new(ThisOf(call) + second.Primal, ThisOf(call) + second.Pullback) : null,
    };

    /// <param name="method">The callee.</param>
    /// <param name="derivative">How it is reversed.</param>
    /// <param name="arguments">With the object that it is called on, if that is a value.</param>
    /// <param name="site">Of the call.</param>
    /// <param name="prefix">What stands before the name; null where the method says it.</param>
    private Call AppendCall(IMethodSymbol method, CallDerivative derivative, Operand[] arguments, int site, string? prefix = null)
    {
        IrType? returns = method.ReturnsVoid ? null : Outside(method.ReturnType);
        bool isInstance = !method.IsStatic && prefix is null;
        CallTarget target = new((prefix ?? (method.IsStatic ? _contracts.Qualifier(method) : "")) + SignatureReader.Escape(method.Name) + TypeArgumentsOf(method), returns, Parameters().ToEquatableArray(), derivative) { IsInstance = isInstance };
        Call call = new(target.ResultTypes.Select(t => _builder.Fresh(t)).ToEquatableArray(), target, arguments, site);
        _builder.Append(call);
        foreach (Value memory in call.Results.Where(r => r.Type.IsMemory)) _separate.Add(memory.Id);
        return call;

        IEnumerable<CallParameter> Parameters() => [.. isInstance ? [new("self", arguments[0].Type)] : (CallParameter[])[], .. method.Parameters.SelectMany(ContractParameters)];
    }

    /// <summary>The body of a method whose derivative is written by hand: a call of itself.</summary>
    private LoweringResult CallItself(List<Parameter> parameters, CallDerivative derivative)
    {
        if (Obstacle(_method) is var (obstacle, advice))
        {
            _problems.Add(new(ProblemKind.Contract, [_method.Name, obstacle, advice], _method.Locations[0]));
            return Failed();
        }
        Operand[] arguments = [.. _method.Parameters.Where(p => p.RefKind != RefKind.Out).SelectMany(p => Leaves(Outwards(Read(_places[p.OriginalDefinition]), p.Type)))];
        Call call = AppendCall(_method, derivative, _method.IsStatic ? arguments : [This(null), .. arguments], -1);
        Queue<Value> assigned = new(call.Assigned.Select(a => a.Result));
        foreach (IParameterSymbol parameter in _method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out))
            Write(_places[parameter.OriginalDefinition], Whole(TypeMapping.Map(parameter.Type), [.. LeavesOf(Outside(parameter.Type)).Select(_ => assigned.Dequeue())]));
        WriteReferencesBack();
        Region region = _builder.Finish([.. call.Returned]);
        return new(ValueNames.Apply(new FunctionIr(_method.Name, parameters, region, _builder.NextId) { Result = call.Callee.Returns as StructType }, _names), [], [.. _sites]);
    }

    /// <summary>An argument: the place that is passed by reference, and the value that goes in.</summary>
    private (int Ordinal, Place? Place, Operand? Value) Passed(IArgumentOperation argument)
    {
        IParameterSymbol parameter = argument.Parameter!;
        RefuseType(parameter.Type, argument.Syntax.GetLocation());
        Place? place = parameter.RefKind is RefKind.Ref or RefKind.Out ? PlaceOf(argument.Value) : null;
        if (parameter.RefKind == RefKind.Out) return (parameter.Ordinal, place, null);
        Operand value = place is null ? LowerExpression(argument.Value) : Read(place);
        return (parameter.Ordinal, place, Outwards(Fitted(value, TypeMapping.Map(parameter.Type), argument), parameter.Type));
    }

    private Operand Outwards(Operand value, ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? _builder.Let(Primitive.Convert, TypeMapping.Opaque(type), value) : value;

    // What is only read by reference is passed as a value.
    private IEnumerable<CallParameter> ContractParameters(IParameterSymbol parameter) => CallParameter.Of(
        parameter.Name,
        Outside(parameter.Type),
        parameter.RefKind switch { RefKind.Ref => PassingMode.Ref, RefKind.Out => PassingMode.Out, _ => PassingMode.Value },
        SignatureReader.IsDifferentiable(parameter),
        TypeMapping.Map(parameter.Type).IsMemory && _writes.MayWrite(parameter));

    // An enum stands by its name outside the IR.
    private static IrType Outside(ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(type) : TypeMapping.Map(type);

    /// <summary>What keeps a method from being called by contract, and what to do about it.</summary>
    private (string Obstacle, string Advice)? Obstacle(IMethodSymbol method)
    {
        if (!method.IsStatic && method.ContainingType.TypeKind == TypeKind.Struct) return ("a member of a struct", "make it static and pass the struct's parts");
        if (!method.IsStatic && !SignatureReader.IsDifferentiable(method) && !Dispatch.Above(method).Any() && DerivativeWithoutBody(method) is null) return ("an instance method without [Differentiable]", "add [Differentiable] to it");
        if (!Dispatch.CanBeOverridden(method) && !SignatureReader.IsDifferentiable(method) && DerivativeWithoutBody(method) is null && Contracts.IsOpen(method)) return ("generic and called with a type parameter", "add [Differentiable] to it");
        if (method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out && TypeMapping.Map(p.Type) is not (ScalarType or StructType))) return ("a method that takes an array, a span or an object by reference", "return it, or write to a Span");
        if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate)) return ("a method that takes a function as a parameter", "call the function by its name");
        if (method.Parameters.Select(p => p.Type).Append(method.ReturnType).Any(t => TypeMapping.Map(t) is StructType { IsOpen: var isOpen, Leaves: var leaves } && (!isOpen || leaves.Any(l => l.Type.IsMemory)))) return ("a method that takes or returns a struct with arrays or inaccessible fields", "pass and return its parts");
        if (TypeMapping.IsSpan(method.ReturnType)) return ("a method that returns a span", "return an array");
        if (method.IsAsync || method.IsIterator || method.RefKind != RefKind.None) return ("not an ordinary method", "return a value");
        return IsAccessible(method) ? null : ($"not accessible from {(_within is INamedTypeSymbol ? _within.Name : "generated code")}", "make it internal, or add [Differentiable] to it");
    }
}
