using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
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
        if (IsStop(method)) return Stopped(LowerExpression(call.Arguments[0].Value));
        if (method is { Name: "Retain", ContainingType.Name: "Gradient" } && SignatureReader.IsOfAutoDiff(method.ContainingType)) return Retained(call, LowerExpression(call.Arguments[0].Value), LowerExpression(call.Arguments[1].Value));
        if (DerivativeWithoutBody(method) is { } existing) return CallByContract(new(method), existing, call, call.Arguments, method.IsStatic || SignatureReader.HasSelf(method) ? null : ObjectOf(call.Instance), StructReceiver(call.Instance, method));
        if (LowerTensorFunction(method, call) is { } operation) return operation;
        if (RuleOf(method, call.ConstrainedToType) is { } rule) return LowerFunction(rule, method, call);
        if (LowerCreation(call) is { } created) return created;
        if (LowerExtension(method, call, call.Instance, call.Arguments) is { } extended) return extended;
        if (DelegateOf(call) is { } function) return Call(function, call);
        if (FindCallee(call) is { Body: not null } callee)
        {
            Place? self = StructReceiver(call.Instance, callee.Symbol);
            return LowerByContract(callee, call, call.Arguments, self) ?? Inline(callee, call, call.Arguments, self);
        }
        if (DispatchedDerivative(call) is { } dispatched) return CallByContract(new(method), dispatched, call, call.Arguments, ObjectOf(call.Instance));
        if (SignatureReader.IsGenerated(method)) return LowerDerivative(call);
        if (method.Name is "SinCos" or "SinCosPi" && (IsMathematics(method.ContainingType) || NumberTypeOf(method, call.ConstrainedToType) is not null) && TypeOf(call) is StructType pair) return new Aggregate(pair, LowerSinCos(call));
        if (IsLinq(method)) return LowerQuery(call);
        if (LowerNullableMember(call.Instance, method, () => call.Arguments is [{ Value: var given }] ? LowerExpression(given) : Variable.ZeroOf(TypeOf(call))) is { } value) return value;
        if (LowerBlockOperation(call) is { } result) return result;
        if (LibraryModels.Find(method, _compilation) is { } model)
        {
            List<(IParameterSymbol, object)> self = call.Instance is { } subject ? [(model.Parameters[0], LowerExpression(subject))] : [];
            return InlineModel(model, call, [.. self, .. Bind(method, call.Arguments)]);
        }
        if (method.MethodKind == MethodKind.DelegateInvoke) return Unsupported(call, "the call of a delegate whose function is not known", "call a method, or initialise a variable with the function where it is declared");
        return LowerOpaque(call);
    }

    private static bool IsStop(IMethodSymbol method) =>
        method is { Name: "Stop", ContainingType: { Name: "Gradient", ContainingNamespace: { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>The operand without its derivative.</summary>
    private Operand Stopped(Operand operand)
    {
        if (operand is Aggregate whole) return whole with { Leaves = whole.Leaves.Select(Stopped).ToEquatableArray() };
        if (operand is not Value || !operand.Type.CarriesFloat) return operand;
        Value stopped = _builder.Let(Primitive.Stop, operand.Type, operand);
        if (operand.Type.IsMemory) _views[stopped.Id] = operand;
        return stopped;
    }

    /// <summary>The operand, whose cotangent is to be kept.</summary>
    private Operand Retained(IInvocationOperation call, Operand operand, Operand keeper) => operand switch
    {
        Aggregate => Unsupported(call, "the retained gradient of a number that is a struct", "retain those of its parts: of a complex number the real and the imaginary one"),
        Value => _builder.Let(Primitive.Retain, operand.Type, operand, keeper),
        _ => operand,
    };

    private ScalarRule? RuleOf(IMethodSymbol method, ITypeSymbol? constrainedTo = null) => method.IsStatic
        && (IsMathematics(method.ContainingType) || NumberTypeOf(method, constrainedTo) is not null)
        && method.Parameters.All(p => Map(p.Type) is ScalarType || p.Type.Name == "MidpointRounding")
        && Map(method.ReturnType) is ScalarType
        ? ScalarRules.Find(method.Name, method.Parameters.Length)
        : null;

    private Place? StructReceiver(IOperation? instance, IMethodSymbol method) => instance is { Type.IsReferenceType: false } && IsStructMethod(method) && StructOf(method.ContainingType) is not null ? ReceiverOf(instance) : null;

    private static bool IsStructMethod(IMethodSymbol method) => method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation };

    private static bool IsMathematics(INamedTypeSymbol type) =>
        type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private Operand LowerFunction(ScalarRule rule, IMethodSymbol method, IInvocationOperation call)
    {
        Operand[] arguments = [.. call.Arguments.Select(a => (a.Parameter!.Ordinal, Value: LowerExpression(a.Value))).ToArray().OrderBy(a => a.Ordinal).Select(a => a.Value)];
        for (int i = 0; i < arguments.Length; i++)
            if (method.Parameters[i].Type.TypeKind == TypeKind.Enum)
                arguments[i] = _builder.Let(Primitive.Convert, TypeMapping.Opaque(method.Parameters[i].Type), arguments[i]);
        return _builder.Let(rule.Primitive, Map(method.ReturnType), arguments);
    }

    private Operand[] LowerSinCos(IInvocationOperation call)
    {
        Operand angle = LowerExpression(call.Arguments[0].Value);
        string suffix = call.TargetMethod.Name == "SinCosPi" ? "Pi" : "";
        return [Function("Sin" + suffix), Function("Cos" + suffix)];
        Operand Function(string name) => _builder.Let(ScalarRules.Find(name, 1)!.Primitive, angle.Type, angle);
    }

    // ---- Inlining ----

    // A delegate in a variable, or a local function.
    private Callee? DelegateOf(IInvocationOperation call) => call.Instance switch
    {
        ILocalReferenceOperation { Local: var local } => _functions.TryGetValue(local, out Callee? known) ? known : null,
        IParameterReferenceOperation { Parameter: var parameter } => _functions.TryGetValue(parameter, out Callee? known) ? known : null,
        null => _functions.TryGetValue(call.TargetMethod.OriginalDefinition, out Callee? known) ? known with { TypeArguments = known.TypeArguments.With(call.TargetMethod, _typeArguments) } : null,
        { Type.TypeKind: TypeKind.Delegate } instance when call.TargetMethod.MethodKind == MethodKind.DelegateInvoke && IsFunction(instance) => FunctionOf(instance),
        _ => null,
    };

    private Callee? FindCallee(IInvocationOperation call)
    {
        // A default implementation need not be that of the type that an open type parameter will stand for.
        ITypeSymbol? constrainedTo = call.ConstrainedToType ?? call.Instance?.Type as ITypeParameterSymbol;
        if (constrainedTo is not null && Substituted(constrainedTo) is ITypeParameterSymbol) return null;
        IMethodSymbol method = Resolved(call.TargetMethod, constrainedTo);
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation) || method.DeclaringSyntaxReferences.IsEmpty) return null;
        if (method.IsStatic || !method.IsVirtual && StructOf(method.ContainingType) is not null) return BodyOf(method);
        bool isConstant = method.ContainingType.TypeKind == TypeKind.Struct && IsConstantMember(method);
        return (isConstant || IsStaticallyBound(method, call.Instance)) && BodyOf(method) is { Body: not null } callee ? callee with { Receiver = ObjectOf(call.Instance) } : null;
    }

    private Operand Inline(Callee callee, IOperation call, IReadOnlyList<IArgumentOperation> given, Place? receiver = null) =>
        CanInline(callee, call, out Operand? instead) ? InlineBound(callee, call, Bind(callee.Symbol, given), receiver) : instead!;

    private bool CanInline(Callee callee, IOperation call, out Operand? instead)
    {
        IMethodSymbol method = callee.Symbol;
        instead = null;
        if (callee.Body is null) instead = LowerOpaque(call);
        else if (IsRecursive(callee))
        {
            _problems.Add(new(ProblemKind.Recursion, [method.Name, "no method of its own", "make it a static method and pass what it reads as parameters"], call.Syntax.GetLocation()));
            instead = Variable.ZeroOf(TypeOf(call));
        }
        else if (method.IsAsync || method.IsIterator) instead = Unsupported(call, "the call of an async method or iterator", "compute the values in a loop");
        else if (method.RefKind != RefKind.None) instead = Unsupported(call, "the call of a method that returns a reference", "return the value");
        return instead is null;
    }

    // A method that a function calls which was handed to it begins anew: Apply(x, u => Apply(u, Math.Sin)). Its variables have other meanings then, which no function may mix up.
    private bool IsRecursive(Callee callee)
    {
        Frame[] running = [.. _frames.Where(f => SymbolEqualityComparer.Default.Equals(f.Method, callee.Symbol))];
        return running.Length > 0 && (callee.Home is not null || running.Any(f => f.HasFunctions) || _frames.Peek().Chain.Intersect(running).Any());
    }

    /// <summary>The arguments in C#'s order, each evaluated before any is bound: to a value, to a place for ref and out, or to a function.</summary>
    private List<(IParameterSymbol Parameter, object Argument)> Bind(IMethodSymbol method, IReadOnlyList<IArgumentOperation> given)
    {
        List<(IParameterSymbol Parameter, object Argument)> arguments = [];
        foreach (IArgumentOperation argument in given)
        {
            IParameterSymbol parameter = method.Parameters[argument.Parameter!.Ordinal];
            bool isTensors = IsTensorSequence(argument.Value);
            if (!isTensors) RefuseType(argument.Parameter.Type, argument.Syntax.GetLocation());
            arguments.Add((parameter, parameter.RefKind is RefKind.Ref or RefKind.Out ? PlaceOf(argument.Value)
                : parameter.Type.TypeKind == TypeKind.Delegate && FunctionOf(argument.Value) is { } function ? function
                : isTensors ? TensorSequence(argument.Value)
                : IsEnumerable(parameter.Type) && IsSequence(argument.Value) && (IsLinq(method) || !IsList(argument.Value)) ? SequenceOf(argument.Value)
                : Fitted(LowerExpression(argument.Value), Map(argument.Parameter.Type), argument.Value)));
        }
        return arguments;
    }

    /// <summary>A model with the arguments of what it stands for: the receiver first.</summary>
    private Operand InlineModel(IMethodSymbol model, IOperation call, IReadOnlyList<(IParameterSymbol, object Argument)> arguments) =>
        InlineBound(BodyOf(model)!, call, [.. arguments.Select((a, i) => (model.Parameters[i], a.Argument))], null);

    /// <summary>The body of a function with its parameters bound.</summary>
    private Operand InlineBound(Callee callee, IOperation call, List<(IParameterSymbol Parameter, object Argument)> arguments, Place? receiver)
    {
        Operand result = Constant.Of(0);
        WithFrame(callee, receiver, arguments, call, () => LowerStatement(callee.Body!), value => result = value);
        return result;
    }

    private void WithFrame(Callee callee, Place? receiver, List<(IParameterSymbol Parameter, object Argument)> arguments, IOperation call, Action body, Action<Operand>? use = null)
    {
        HashSet<Variable> outer = [.. _values.Keys];
        Flow flow = _flow;
        TypeArguments caller = _typeArguments;
        // A function may be called again while it runs, by what it calls: then its parameters and locals have other meanings until that returns.
        var (places, functions, sequences) = (_places, _functions, _sequences);
        (_places, _functions, _sequences) = (new(_places, SymbolEqualityComparer.Default), new(_functions, SymbolEqualityComparer.Default), new(_sequences, SymbolEqualityComparer.Default));
        _typeArguments = callee.TypeArguments;
        _calls.Push(LocationOf(call));
        Frame frame = OpenFrame(callee.Symbol, null, receiver, callee.Receiver, callee.Home ?? _frames.Peek());
        foreach ((IParameterSymbol given, object argument) in arguments)
        {
            IParameterSymbol parameter = given.OriginalDefinition;
            _functions.Remove(parameter);
            _sequences.Remove(parameter);
            switch (argument)
            {
                case Place place: _places[parameter] = place; break;
                case Callee function: _functions[parameter] = function; break;
                case Sequence sequence: _sequences[parameter] = sequence; break;
                case Operand value:
                    Place own = NewPlace(parameter.Name, Map(parameter.Type));
                    _places[parameter] = own;
                    foreach (Variable variable in VariablesOf(own)) _owners[variable] = frame;
                    Operand fitted = Fitted(value, own.Type, call);
                    Write(own, SignatureReader.HasNoGradient(parameter) ? Stopped(fitted) : fitted);
                    break;
            }
        }
        body();
        use?.Invoke(frame.Result is null ? Constant.Of(0) : Read(frame.Result));
        _targets.Remove(frame.Return);
        _frames.Pop();
        _calls.Pop();
        _typeArguments = caller;
        (_places, _functions, _sequences) = (places, functions, sequences);
        foreach (Variable variable in _values.Keys.Where(v => !outer.Contains(v)).ToList()) _values.Remove(variable);
        if (_flow != Flow.Thrown) _flow = flow;
    }

    private Frame OpenFrame(IMethodSymbol method, string? resultName, Place? receiver = null, Operand? self = null, Frame? outer = null)
    {
        Place? result = method.ReturnsVoid ? null : NewPlace(resultName, Map(method.ReturnType));
        Frame frame = new(method, Target(null, null), result, receiver, self) { Outer = outer };
        _frames.Push(frame);
        _targets.Add(frame.Return);
        return frame;
    }
}
