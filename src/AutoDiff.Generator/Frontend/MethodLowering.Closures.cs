using System.Collections.Immutable;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Functions in a method that is called by contract: those that its parameters stand for, and a local function that calls itself. Its derivative is made for them, and
/// what they use of the code around the call is passed along: by value, or by reference where one of them assigns it.
/// </summary>
internal sealed partial class MethodLowering
{
    private readonly CalledMethod? _beside;
    private readonly Closure _closure;
    private readonly Dictionary<ISymbol, Operand> _objects = new(SymbolEqualityComparer.Default);

    /// <summary>What keeps functions from being passed along, and what to do about it.</summary>
    private sealed record ClosureResult(Closure Closure, (string Obstacle, string Advice)? Problem = null);

    // ---- At the call ----

    /// <summary>What the functions that a method gets, and those that they call, take from here.</summary>
    /// <param name="callee">The method; if it is a local function it is one of them.</param>
    /// <param name="given">The functions in the place of its parameters.</param>
    /// <param name="assigned">What the call assigns besides.</param>
    private ClosureResult ClosureOf(Callee callee, IEnumerable<(IParameterSymbol Parameter, Callee Function)> given, IReadOnlyCollection<ISymbol> assigned)
    {
        List<(ISymbol Symbol, Callee Function)> functions = [.. given.Select(g => ((ISymbol)g.Parameter.OriginalDefinition, g.Function))];
        if (callee.Symbol.MethodKind == MethodKind.LocalFunction) functions.Add((callee.Symbol, callee));
        if (functions.Count == 0) return new(Closure.None);
        HashSet<ISymbol> written = new(SymbolEqualityComparer.Default), objects = new(SymbolEqualityComparer.Default);
        List<ISymbol> variables = [];
        for (int i = 0; i < functions.Count; i++)
        {
            (ISymbol symbol, Callee function) = functions[i];
            if (function.Choice is not null) return Refused("a function that is chosen where it is made", "choose where it is passed");
            if (HasOpenTypes(function)) return Refused("a function of generic code", "write it for one type");
            if (function.Body is not { } body) continue;
            IOperation[] operations = [.. body.DescendantsAndSelf()];
            HashSet<ISymbol> own = new(operations.Select(FunctionSymbolOf).OfType<ISymbol>().Append(function.Symbol), SymbolEqualityComparer.Default);
            foreach (IOperation operation in operations)
            {
                Targets(operation, written, []);
                if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }) objects.Add(symbol);
                if (UsedSymbolOf(operation) is not { } used || own.Contains(used.ContainingSymbol) && used is not IMethodSymbol || own.Contains(used)) continue;
                if (_sequences.ContainsKey(used)) return Refused($"a function that uses the query '{used.Name}'", "write a loop that fills an array");
                bool isFunction = _functions.TryGetValue(used, out Callee? inner);
                if (!isFunction && !_places.ContainsKey(used)) continue;
                // It means something else inside the call.
                if (IsWithin(used, callee.Symbol)) return Refused($"a function that uses '{used.Name}' of the method that it is passed to", "pass it as a parameter");
                if (!isFunction)
                {
                    if (!variables.Contains(used, SymbolEqualityComparer.Default)) variables.Add(used);
                }
                else if (!functions.Any(f => SymbolEqualityComparer.Default.Equals(f.Symbol, used))) functions.Add((used, inner!));
            }
        }

        HashSet<string> names = [.. callee.Symbol.Parameters.Select(p => p.Name), SignatureReader.SelfName(callee.Symbol)];
        List<CapturedVariable> captured = [];
        foreach (ISymbol variable in variables)
        {
            ITypeSymbol type = Substituted(variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type);
            PassingMode passing = written.Contains(variable) ? PassingMode.Ref : PassingMode.Value;
            if (assigned.Contains(variable, SymbolEqualityComparer.Default)) return Refused($"a function that uses '{variable.Name}', which the call assigns", "copy it before");
            if (!CanBeCaptured(type, passing)) return Refused($"a function that uses '{variable.Name}' of type {type.ToDisplayString()}{(passing == PassingMode.Ref ? ", which it assigns" : "")}", "pass it as a parameter");
            bool isDifferentiable = TypeMapping.IsDifferentiable(type) && !SignatureReader.HasNoGradient(variable);
            bool isWritten = TypeMapping.Map(type).IsMemory && functions.Any(f => f.Function.Body is { } body && _writes.MayWrite(variable, body));
            captured.Add(new(variable, VjpNames.Unique(variable.Name, names), type, passing, isDifferentiable, isWritten));
        }
        foreach ((ISymbol symbol, Callee function) in functions.Where(f => objects.Contains(f.Symbol)))
            captured.Add(new(symbol, VjpNames.Unique("owner", names), function.Symbol.ContainingType, PassingMode.Value, false, IsObject: true));
        return new(new([.. functions], [.. captured], string.Join("; ", functions.Select(f => $"{f.Symbol.Name} = {KeyOf(f.Function)}"))));

        static ClosureResult Refused(string obstacle, string advice) => new(Closure.None, (obstacle, advice));
    }

    private static ISymbol? FunctionSymbolOf(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };

    private static ISymbol? UsedSymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { ConstantValue.HasValue: false, Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter.OriginalDefinition,
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => function.OriginalDefinition,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } => function.OriginalDefinition,
        _ => null,
    };

    private static bool IsWithin(ISymbol symbol, IMethodSymbol method)
    {
        for (ISymbol? outer = symbol.ContainingSymbol; outer is IMethodSymbol; outer = outer.ContainingSymbol)
            if (SymbolEqualityComparer.Default.Equals(outer.OriginalDefinition, method.OriginalDefinition)) return true;
        return false;
    }

    private static bool HasOpenTypes(Callee function)
    {
        for (ISymbol? outer = function.Symbol; outer is not null and not INamespaceSymbol; outer = outer.ContainingSymbol)
        {
            ImmutableArray<ITypeParameterSymbol> parameters = outer switch
            {
                IMethodSymbol method => method.TypeParameters,
                INamedTypeSymbol type => type.TypeParameters,
                _ => [],
            };
            if (parameters.Any(p => IsOpen(function.TypeArguments.Apply((ITypeSymbol)p)))) return true;
        }
        return false;
    }

    private static bool CanBeCaptured(ITypeSymbol type, PassingMode passing) => !IsOpen(type) && TypeMapping.Refusal(type) is null && TypeMapping.Map(type) switch
    {
        ScalarType => true,
        StructType => passing == PassingMode.Value || !TypeMapping.IsPassedByValue(type),
        _ => passing == PassingMode.Value && type is { TypeKind: not TypeKind.Delegate, IsAnonymousType: false, IsRefLikeType: false },
    };

    private static string KeyOf(Callee function) =>
        $"{function.Symbol.ToDisplayString()} in {function.Symbol.Locations.FirstOrDefault()?.GetLineSpan()} of {string.Join(", ", function.Symbol.TypeArguments.Select(t => t.ToDisplayString()))} where {function.TypeArguments}";

    /// <summary>What is passed along for a captured variable: its place, if it comes back, and its value.</summary>
    private (Place? Place, Operand Value) PassedAlong(CapturedVariable variable, Closure closure, IOperation call)
    {
        if (variable.IsObject) return (null, FunctionIn(closure, variable.Symbol)!.Receiver ?? This(call));
        Place place = _places[variable.Symbol];
        return (variable.Passing == PassingMode.Ref ? place : null, Outwards(Read(place), variable.Type));
    }

    private static Callee? FunctionIn(Closure closure, ISymbol symbol)
    {
        foreach ((ISymbol bound, Callee function) in closure.Functions)
            if (SymbolEqualityComparer.Default.Equals(bound, symbol)) return function;
        return null;
    }

    private static IEnumerable<CallParameter> ContractParameters(CapturedVariable variable) => TypeMapping.PassedApart(variable.Type) is { } whole
        ? ParametersApart(variable.Name, whole, variable.IsDifferentiable, variable.IsWritten)
        : CallParameter.Of(variable.Name, Outside(variable.Type), variable.Passing, variable.IsDifferentiable, variable.IsWritten);

    // ---- In the method ----

    private IEnumerable<Parameter> BindCaptured(CapturedVariable variable)
    {
        if (!variable.IsObject) return BindParameter(variable.Symbol, variable.Type, variable.Passing == PassingMode.Ref ? RefKind.Ref : RefKind.None, variable.IsDifferentiable ? ParameterRole.Differentiable : ParameterRole.Constant, variable.Name);
        Parameter owner = BindObject(variable.Type, variable.Name);
        _objects[variable.Symbol] = owner.Value;
        return [owner];
    }

    /// <summary>The object that a method, or a function, is called on.</summary>
    private Parameter BindObject(ITypeSymbol type, string name)
    {
        Value value = _builder.Fresh(TypeMapping.Opaque(type), name);
        _presentOnEntry.Add(value.Id);
        return new(value, ParameterRole.Constant);
    }

    private Operand? ObjectOf(ISymbol function) => _objects.TryGetValue(function, out Operand? value) ? value : null;

    private void BindFunctions(Frame frame)
    {
        foreach ((ISymbol symbol, Callee function) in _closure.Functions)
            _functions[symbol] = function with { Home = function.Home is null ? null : frame, Receiver = ObjectOf(symbol) };
        frame.HasFunctions = !_closure.IsEmpty;
    }
}
