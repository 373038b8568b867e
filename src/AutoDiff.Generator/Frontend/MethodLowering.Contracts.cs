using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Calls by contract, of recursive and of large methods: the callee stays a call, and its derivative is called in the reverse sweep.</summary>
internal sealed partial class MethodLowering
{
    private readonly CallGraph _graph;
    private readonly WriteAnalysis _writes;
    private readonly Contracts _contracts;

    private Operand CallByContract(IMethodSymbol method, IOperation call, IReadOnlyList<IArgumentOperation> given)
    {
        method = method.PartialImplementationPart ?? method;
        if (Obstacle(method) is var (obstacle, advice))
        {
            _problems.Add(new(ProblemKind.Recursion, [method.Name, obstacle, advice], call.Syntax.GetLocation()));
            return Variable.ZeroOf(TypeOf(call));
        }
        Operand[] arguments = [.. given.Select(a => (a.Parameter!.Ordinal, Value: Passed(a))).ToArray().OrderBy(a => a.Ordinal).Select(a => a.Value)];
        ContractNames names = _contracts.Of(method);
        IrType? returns = method.ReturnsVoid ? null : Outside(method.ReturnType);
        CallTarget target = new(
            Contracts.Qualifier(method, _within) + Escaped(method.Name),
            returns,
            method.Parameters.Select(ContractParameter).ToEquatableArray(),
            new(names.Prefix + names.Primal, names.Prefix + names.Pullback, new(names.Prefix + names.Residuals)));
        Value[] results = returns is null ? [] : [_builder.Fresh(returns)];
        _builder.Append(new Call(results, target, arguments, Site(call)));
        if (results is not [var result]) return Constant.Of(0);
        if (result.Type.IsMemory) _separate.Add(result.Id);
        return returns is OpaqueType && TypeOf(call) is ScalarType ? Converted(result, TypeOf(call)) : result;
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
        TypeMapping.IsDifferentiable(parameter.Type) && !SignatureReader.HasNoGradient(parameter),
        TypeMapping.Map(parameter.Type).IsMemory && _writes.MayWrite(parameter));

    // An enum stands by its name outside the IR.
    private static IrType Outside(ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(type) : TypeMapping.Map(type);

    /// <summary>What keeps a recursive method from being called by contract, and what to do about it.</summary>
    private (string Obstacle, string Advice)? Obstacle(IMethodSymbol method)
    {
        if (!method.IsStatic) return ("an instance method", "make it static and pass what it reads as parameters");
        if (method.IsGenericMethod || IsInGenericType(method)) return ("generic", "write it for double or float");
        if (method.Parameters.Any(p => p.RefKind != RefKind.None)) return ("a method that takes a parameter by reference", "return the value, or write to a Span");
        if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate)) return ("a method that takes a function as a parameter", "call the function by its name");
        if (method.Parameters.Select(p => p.Type).Append(method.ReturnType).Any(t => TypeMapping.Map(t) is StructType)) return ("a method that takes or returns a struct", "pass and return its parts");
        if (TypeMapping.IsSpan(method.ReturnType)) return ("a method that returns a span", "return an array");
        if (method.IsAsync || method.IsIterator || method.RefKind != RefKind.None) return ("not an ordinary method", "return a value");
        if (!IsAccessible(method))
            return ($"not accessible from {_within.Name}", "make it internal, or add [Differentiable] to it");
        return null;
    }

    private static bool IsInGenericType(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
            if (type.IsGenericType) return true;
        return false;
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
