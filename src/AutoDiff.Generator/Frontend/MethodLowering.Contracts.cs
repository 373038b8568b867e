using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        if (!isCheckpoint && !_graph.IsByContract(implementation)) return null;
        // What cannot be called by contract is reported at the call.
        if (Obstacle(implementation) is not null) return new("", "", isCheckpoint ? null : new(""));
        CallDerivative derivative = isCheckpoint ? new("", _contracts.VjpOf(implementation), null) : OfHalves(_contracts.HalvesOf(implementation));
        derivative = derivative with { Tangent = _contracts.JvpOf(implementation) };
        return Contracts.HasSecond(implementation)
            ? derivative with { Second = new(derivative.Primal + "Jvp", derivative.Pullback + "Jvp") }
            : derivative with { SecondAdvice = "add Order = 2 to it" };
    }

    private static CallDerivative OfHalves(ContractNames names) => new(names.Prefix + names.Primal, names.Prefix + names.Pullback, new(names.Prefix + names.Residuals));

    /// <summary>A derivative that takes the place of the method's source: written by hand, or generated in the assembly that the method comes from.</summary>
    private CallDerivative? DerivativeWithoutBody(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary) return null;
        if ((HandWrittenDerivatives.In(_compilation).Of(method) ?? GeneratedElsewhere(method)) is not { Vjp: { } vjp } existing) return null;
        CallDerivative derivative = new("", _contracts.Qualifier(vjp) + Escaped(vjp.Name), null) { Tangent = existing.Jvp is { } jvp ? _contracts.Qualifier(jvp) + Escaped(jvp.Name) : null };
        return vjp.DeclaringSyntaxReferences.IsEmpty
            ? derivative with { SecondAdvice = $"'{vjp.Name}' has no source in this project" }
            : derivative with { Second = new("", _contracts.SecondOf(vjp, method)), SecondAdvice = $"'{vjp.Name}' cannot be differentiated" };
    }

    /// <summary>How the call of a differentiable method is reversed whose body the object decides on.</summary>
    private CallDerivative? DispatchedDerivative(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (call.Instance is null or { Type: ITypeParameterSymbol } || !Dispatch.CanBeOverridden(method) || IsStaticallyBound(method, call.Instance)) return null;
        if (!SignatureReader.IsDifferentiable(method) && !Dispatch.Above(method).Any()) return null;
        string? tangent = SignatureReader.HasForward(method) ? method.Name + "Jvp" : null;
        if (method.IsGenericMethod || IsInGenericType(method)) return new("", method.Name + "Vjp", null) { Tangent = tangent, SecondAdvice = DispatchedAdvice };
        ContractNames names = Contracts.OwnOf(method);
        return new(names.Primal, names.Pullback, new("object")) { Tangent = tangent, SecondAdvice = DispatchedAdvice };
    }

    private const string DispatchedAdvice = "what an object decides on has first derivatives; call a method that is not virtual";

    private ExistingDerivative? GeneratedElsewhere(IMethodSymbol method)
    {
        if (!method.DeclaringSyntaxReferences.IsEmpty || RuleOf(method) is not null) return null;
        IMethodSymbol? Find(string suffix, Func<IMethodSymbol, IMethodSymbol, bool> isDerivative) =>
            method.ContainingType.GetMembers(method.Name + suffix).OfType<IMethodSymbol>().FirstOrDefault(m => SignatureReader.IsGenerated(m) && isDerivative(m, method));
        return Find("Vjp", DerivativeShape.IsVjp) is { } vjp ? new(vjp, Find("Jvp", DerivativeShape.IsJvp)) : null;
    }

    private Operand CallByContract(IMethodSymbol method, CallDerivative derivative, IOperation call, IReadOnlyList<IArgumentOperation> given, Operand? receiver = null)
    {
        method = method.PartialImplementationPart ?? method;
        if (Obstacle(method) is var (obstacle, advice))
        {
            _problems.Add(new(derivative.Residuals is null ? ProblemKind.Contract : ProblemKind.Recursion, [method.Name, obstacle, advice], call.Syntax.GetLocation()));
            return Variable.ZeroOf(TypeOf(call));
        }
        Operand[] arguments = [.. given.Select(a => (a.Parameter!.Ordinal, Value: Passed(a))).ToArray().OrderBy(a => a.Ordinal).Select(a => a.Value)];
        Value? result = receiver is null && !method.IsStatic
            ? AppendCall(method, OnThis(derivative, call), arguments, Site(call), ThisOf(call))
            : AppendCall(method, derivative, receiver is null ? arguments : [receiver, .. arguments], Site(call));
        if (result is null) return Constant.Of(0);
        return result.Type is OpaqueType && TypeOf(call) is ScalarType ? Converted(result, TypeOf(call)) : result;
    }

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
    private Value? AppendCall(IMethodSymbol method, CallDerivative derivative, Operand[] arguments, int site, string? prefix = null)
    {
        IrType? returns = method.ReturnsVoid ? null : Outside(method.ReturnType);
        bool isInstance = !method.IsStatic && prefix is null;
        CallTarget target = new((prefix ?? (method.IsStatic ? _contracts.Qualifier(method) : "")) + Escaped(method.Name), returns, Parameters().ToEquatableArray(), derivative) { IsInstance = isInstance };
        Value? result = returns is null ? null : _builder.Fresh(returns);
        _builder.Append(new Call(result is null ? [] : [result], target, arguments, site));
        if (result is { Type.IsMemory: true }) _separate.Add(result.Id);
        return result;

        IEnumerable<CallParameter> Parameters() => isInstance ? method.Parameters.Select(ContractParameter).Prepend(new("self", arguments[0].Type)) : method.Parameters.Select(ContractParameter);
    }

    /// <summary>The body of a method whose derivative is written by hand: a call of itself.</summary>
    private LoweringResult CallItself(List<Parameter> parameters, CallDerivative derivative)
    {
        Operand[] arguments = [.. parameters.Select(p => p.Value)];
        if (Obstacle(_method) is var (obstacle, advice))
        {
            _problems.Add(new(ProblemKind.Contract, [_method.Name, obstacle, advice], _method.Locations[0]));
            return Failed();
        }
        Value? result = AppendCall(_method, derivative, arguments, -1);
        Region region = _builder.Finish(result is null ? [] : [result]);
        return new(ValueNames.Apply(new FunctionIr(_method.Name, parameters, region, _builder.NextId), _names), [], [.. _sites]);
    }

    private Operand Passed(IArgumentOperation argument)
    {
        RefuseType(argument.Parameter!.Type, argument.Syntax.GetLocation());
        Operand value = Fitted(LowerExpression(argument.Value), TypeMapping.Map(argument.Parameter.Type), argument);
        return argument.Parameter.Type.TypeKind == TypeKind.Enum ? _builder.Let(Primitive.Convert, TypeMapping.Opaque(argument.Parameter.Type), value) : value;
    }

    private CallParameter ContractParameter(IParameterSymbol parameter) => new(
        parameter.Name,
        Outside(parameter.Type),
        PassingMode.Value,
        SignatureReader.IsDifferentiable(parameter),
        TypeMapping.Map(parameter.Type).IsMemory && _writes.MayWrite(parameter));

    // An enum stands by its name outside the IR.
    private static IrType Outside(ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(type) : TypeMapping.Map(type);

    /// <summary>What keeps a method from being called by contract, and what to do about it.</summary>
    private (string Obstacle, string Advice)? Obstacle(IMethodSymbol method)
    {
        if (!method.IsStatic && method.ContainingType.TypeKind == TypeKind.Struct) return ("a member of a struct", "make it static and pass the struct's parts");
        if (!method.IsStatic && !SignatureReader.IsDifferentiable(method) && !Dispatch.Above(method).Any()) return ("an instance method without [Differentiable]", "add [Differentiable] to it");
        if (!Dispatch.CanBeOverridden(method) && (method.IsGenericMethod || IsInGenericType(method))) return ("generic", "write it for double or float");
        if (method.Parameters.Any(p => p.RefKind != RefKind.None)) return ("a method that takes a parameter by reference", "return the value, or write to a Span");
        if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate)) return ("a method that takes a function as a parameter", "call the function by its name");
        if (method.Parameters.Select(p => p.Type).Append(method.ReturnType).Any(t => TypeMapping.Map(t) is StructType)) return ("a method that takes or returns a struct", "pass and return its parts");
        if (TypeMapping.IsSpan(method.ReturnType)) return ("a method that returns a span", "return an array");
        if (method.IsAsync || method.IsIterator || method.RefKind != RefKind.None) return ("not an ordinary method", "return a value");
        return IsAccessible(method) ? null : ($"not accessible from {(_within is INamedTypeSymbol ? _within.Name : "generated code")}", "make it internal, or add [Differentiable] to it");
    }

    private static bool IsInGenericType(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
            if (type.IsGenericType) return true;
        return false;
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
