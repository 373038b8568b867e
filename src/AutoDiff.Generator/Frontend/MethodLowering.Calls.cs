using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Calls: functions of the rules table become operations, what has source is inlined, all else is constant for differentiation.</summary>
internal sealed partial class MethodLowering
{
    private Operand LowerInvocation(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        Callee? callee = FindCallee(call);
        if (callee is { Body: null }) method = callee.Symbol;
        else if (callee is not null) return Inline(callee, call, call.Arguments);
        if (RuleOf(method) is { } rule) return LowerFunction(rule, method, call);
        if (LowerBlockOperation(call) is { } result) return result;
        if (method.MethodKind == MethodKind.DelegateInvoke) return Unsupported(call, "the call of a delegate", "call a method or a local function");
        return LowerOpaque(call);
    }

    private static ScalarRule? RuleOf(IMethodSymbol method) => method.IsStatic && IsNumberType(method.ContainingType)
        && method.Parameters.All(p => TypeMapping.Map(p.Type) is ScalarType || p.Type.Name == "MidpointRounding")
        && TypeMapping.Map(method.ReturnType) is ScalarType
        ? ScalarRules.Find(method.Name, method.Parameters.Length)
        : null;

    private static bool IsNumberType(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 or SpecialType.System_Int64
        || type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private Operand LowerFunction(ScalarRule rule, IMethodSymbol method, IInvocationOperation call)
    {
        Operand[] arguments = [.. call.Arguments.Select(a => (a.Parameter!.Ordinal, Value: LowerExpression(a.Value))).ToArray().OrderBy(a => a.Ordinal).Select(a => a.Value)];
        for (int i = 0; i < arguments.Length; i++)
            if (method.Parameters[i].Type.TypeKind == TypeKind.Enum)
                arguments[i] = _builder.Let(Primitive.Convert, TypeMapping.Opaque(method.Parameters[i].Type), arguments[i]);
        return _builder.Let(rule.Primitive, TypeMapping.Map(method.ReturnType), arguments);
    }

    private Operand[] LowerSinCos(IInvocationOperation call)
    {
        Operand angle = LowerExpression(call.Arguments[0].Value);
        string suffix = call.TargetMethod.Name == "SinCosPi" ? "Pi" : "";
        return [Function("Sin" + suffix), Function("Cos" + suffix)];
        Operand Function(string name) => _builder.Let(ScalarRules.Find(name, 1)!.Primitive, angle.Type, angle);
    }

    // ---- Inlining ----

    private Callee? FindCallee(IInvocationOperation call)
    {
        ISymbol symbol = call.Instance switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => call.TargetMethod,
        };
        if (_functions.TryGetValue(symbol, out Callee? known)) return known;
        IMethodSymbol method = call.TargetMethod;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || method.DeclaringSyntaxReferences.IsEmpty) return null;
        if (!method.IsStatic && !IsStaticallyBound(method, call.Instance)) return null;
        return BodyOf(method) is { Body: not null } callee ? callee with { Receiver = method.IsStatic ? null : ReceiverOf(call.Instance) } : null;
    }

    /// <summary>A lambda or method group that a local variable is initialised with, or that is passed to a method that is inlined.</summary>
    private Callee? FunctionOf(IOperation initializer) => initializer switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => new(lambda.Symbol, lambda.Body, Self),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } when _functions.ContainsKey(method) => _functions[method],
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { IsStatic: true } method } } => RuleOf(method) is not null ? new(method, null) : BodyOf(method),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Instance: { } instance, Method: { DeclaringSyntaxReferences.IsEmpty: false } method } } when IsStaticallyBound(method, instance) =>
            BodyOf(method) is { Body: not null } callee ? callee with { Receiver = ReceiverOf(instance) } : null,
        ILocalReferenceOperation { Local: var local } when _functions.ContainsKey(local) => _functions[local],
        IParameterReferenceOperation { Parameter: var parameter } when _functions.ContainsKey(parameter) => _functions[parameter],
        IConversionOperation { Operand: var operand } when initializer.Type?.TypeKind == TypeKind.Delegate => FunctionOf(operand),
        _ => null,
    };

    private Operand Inline(Callee callee, IOperation call, IReadOnlyList<IArgumentOperation> given)
    {
        IMethodSymbol method = callee.Symbol;
        IrType type = TypeOf(call);
        if (callee.Body is null || method.IsGenericMethod || (method.MethodKind == MethodKind.Ordinary && IsInGenericType(method)))
        {
            return method.IsGenericMethod || IsInGenericType(method)
                ? Unsupported(call, $"the call of the generic method '{method.Name}'", "write it for double or float")
                : LowerOpaque(call);
        }

        if (_frames.Any(f => SymbolEqualityComparer.Default.Equals(f.Method, method)))
        {
            _problems.Add(new(ProblemKind.Recursion, [method.Name], call.Syntax.GetLocation()));
            return Variable.ZeroOf(type);
        }
        if (method.IsAsync || method.IsIterator) return Unsupported(call, "the call of an async method or iterator", "compute the values in a loop");
        if (method.RefKind != RefKind.None) return Unsupported(call, "the call of a method that returns a reference", "return the value");

        // In C#'s order, each evaluated before any is bound: to a value, to a place for ref and out, or to a function.
        List<(IParameterSymbol Parameter, object Argument)> arguments = [];
        foreach (IArgumentOperation argument in given)
        {
            IParameterSymbol parameter = method.Parameters[argument.Parameter!.Ordinal];
            RefuseType(parameter.Type, argument.Syntax.GetLocation());
            arguments.Add((parameter, parameter.RefKind is RefKind.Ref or RefKind.Out ? PlaceOf(argument.Value)
                : parameter.Type.TypeKind == TypeKind.Delegate && FunctionOf(argument.Value) is { } function ? function
                : LowerExpression(argument.Value)));
        }
        HashSet<Variable> outer = [.. _values.Keys];
        Flow flow = _flow;
        Frame frame = OpenFrame(method, null, callee.Receiver);
        foreach ((IParameterSymbol parameter, object argument) in arguments)
        {
            _functions.Remove(parameter);
            switch (argument)
            {
                case Place place: _places[parameter] = place; break;
                case Callee function: _functions[parameter] = function; break;
                case Operand value:
                    Variable variable = new(parameter.Name, TypeMapping.Map(parameter.Type));
                    _places[parameter] = new VariablePlace(variable);
                    _owners[variable] = frame;
                    Set(variable, Fitted(value, variable.Type, call));
                    break;
            }
        }
        LowerStatement(callee.Body);
        Operand result = frame.Result is null ? Constant.Of(0) : _values[frame.Result];
        _targets.Remove(frame.Return);
        _frames.Pop();
        foreach (Variable variable in _values.Keys.Where(v => !outer.Contains(v)).ToList()) _values.Remove(variable);
        if (_flow != Flow.Thrown) _flow = flow;
        return result;
    }

    private Frame OpenFrame(IMethodSymbol method, string? resultName, Operand? receiver)
    {
        Variable? result = method.ReturnsVoid ? null : new(resultName, TypeMapping.Map(method.ReturnType));
        Frame frame = new(method, Target(null, null), result, receiver);
        if (result is not null) _values[result] = result.Undefined;
        _frames.Push(frame);
        _targets.Add(frame.Return);
        return frame;
    }
}
