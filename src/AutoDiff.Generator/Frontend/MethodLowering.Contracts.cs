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

    /// <summary>True for what is not inlined: it bears <c>[Checkpoint]</c>, is recursive, is large and has derivatives anyway, or has them and reads what generated code here cannot name.</summary>
    private bool IsByContract(IMethodSymbol method) => method is { DeclaringSyntaxReferences.IsEmpty: false, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction }
        && (SignatureReader.IsCheckpoint(method) || _graph.IsByContract((method.PartialImplementationPart ?? method).OriginalDefinition) || Contracts.IsExported(method) && ReadsHidden(method));

    /// <summary>True if a method, or one that would be inlined with it, names a member that is not accessible from the differentiated method's type.</summary>
    private bool ReadsHidden(IMethodSymbol method) => Reached(method).Any(o =>
        o is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member && !IsAccessible(member.Member)
        || o is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: true } call && !IsAccessible(call.TargetMethod));

    /// <summary>The operations of a method, and of those with source that it calls.</summary>
    private IEnumerable<IOperation> Reached(IMethodSymbol method)
    {
        HashSet<IMethodSymbol> visited = new(SymbolEqualityComparer.Default);
        Queue<IMethodSymbol> open = new([method]);
        while (open.Count > 0)
        {
            IMethodSymbol next = open.Dequeue();
            if (!visited.Add(next) || BodyOf(next)?.Body is not { } body) continue;
            foreach (IOperation operation in body.DescendantsAndSelf())
            {
                if (operation is IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } callee }) open.Enqueue(callee);
                yield return operation;
            }
        }
    }

    /// <summary>How a call of the method is reversed; null if it is to be inlined after all.</summary>
    private CallDerivative? DerivativeOf(CalledMethod called)
    {
        IMethodSymbol method = called.Symbol;
        bool isCheckpoint = SignatureReader.IsCheckpoint(method);
        // What cannot be called by contract, and not be inlined either, is reported at the call.
        if (Obstacle(called) is not null) return !isCheckpoint && !_graph.IsRecursive(method.OriginalDefinition) ? null : new("", "", isCheckpoint ? null : new(""));
        CallDerivative derivative = isCheckpoint ? new("", _contracts.VjpOf(called), null) : OfHalves(_contracts.HalvesOf(called), method);
        bool isStruct = SignatureReader.HasSelf(method), areMembers = isCheckpoint ? Contracts.HasMembers(called) : Contracts.HasOwn(called);
        derivative = derivative with
        {
            Tangent = _contracts.JvpOf(called),
            IsStatic = !areMembers || isStruct && !isCheckpoint,
            IsTangentStatic = !Contracts.HasMembers(called),
        };
        if (!isCheckpoint && (areMembers ? method.IsStatic && Dispatch.RequestOf(method).HasReverse : !Contracts.HasMembers(called))) derivative = derivative with { Joined = _contracts.VjpOf(called) };
        string qualifier = areMembers && isStruct && isCheckpoint ? _contracts.Qualifier(method) : "";
        return Contracts.HasSecond(called, isCheckpoint)
            ? derivative with { Second = new(ContractNames.TangentOf(derivative.Primal), qualifier + ContractNames.TangentOf(derivative.Pullback), IsStatic: !areMembers || isStruct) }
            : derivative with { SecondAdvice = "add Order = 2 to it" };
    }

    private CallDerivative OfHalves(ContractNames names, IMethodSymbol method)
    {
        string typeArguments = names.TypeArguments.Length > 0 ? TypeArgumentsOf(method) : "";
        return new(names.Prefix + names.Primal + typeArguments, names.Prefix + names.Pullback + typeArguments, names.IsBoxed ? ResidualsType.Boxed : new((Contracts.HasOwn(new(method)) ? _contracts.Qualifier(method) : names.Prefix) + names.Residuals + typeArguments));
    }

    /// <summary>A derivative that takes the place of the method's source: written by hand, or generated in the assembly that the method comes from.</summary>
    private CallDerivative? DerivativeWithoutBody(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary) return null;
        if ((HandWrittenDerivatives.In(_compilation).Of(method) ?? GeneratedElsewhere(method)) is not { Vjp: { } vjp } existing) return null;
        CallDerivative derivative = new("", NameOf(vjp), null) { Tangent = existing.Jvp is { } jvp ? NameOf(jvp) : null, IsStatic = vjp.IsStatic, IsTangentStatic = vjp.IsStatic };
        if (HalvesElsewhere(method, vjp) is var (primal, pullback, residuals)) derivative = derivative with { Primal = NameOf(primal), Pullback = NameOf(pullback), Residuals = residuals };
        if (!vjp.DeclaringSyntaxReferences.IsEmpty) derivative = derivative with { TangentAdvice = $"write it too, as a method with [DerivativeOf] in the form of '{method.Name}Jvp'" };
        return vjp.DeclaringSyntaxReferences.IsEmpty
            ? derivative with { SecondAdvice = $"'{vjp.Name}' has no source in this project" }
            : Contracts.IsGeneric(vjp) || !vjp.IsStatic ? derivative with { SecondAdvice = $"'{vjp.Name}' is generic or an instance method" }
            : derivative with { Second = new("", _contracts.SecondOf(vjp, method), IsStatic: true) };

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
        if (method.IsGenericMethod) return new("", method.Name + "Vjp", null) { Tangent = tangent, SecondAdvice = "what an object decides on and is generic has first derivatives; call a method that is neither" };
        ContractNames names = Contracts.OwnOf(method);
        CallDerivative derivative = new(names.Primal, names.Pullback, ResidualsType.Boxed) { Tangent = tangent };
        return Dispatch.RequestOf(method).Order >= 2 ? derivative with { Second = new(names.Tangent.Primal, names.Tangent.Pullback) } : derivative with { SecondAdvice = "add Order = 2 to it" };
    }

    private ExistingDerivative? GeneratedElsewhere(IMethodSymbol method)
    {
        if (!method.DeclaringSyntaxReferences.IsEmpty || RuleOf(method) is not null) return null;
        method = method.OriginalDefinition;
        IMethodSymbol? Find(string suffix, Func<IMethodSymbol, IMethodSymbol, bool> isDerivative) =>
            method.ContainingType.GetMembers(method.Name + suffix).OfType<IMethodSymbol>().FirstOrDefault(m => SignatureReader.IsGenerated(m) && isDerivative(m, method));
        return Find("Vjp", DerivativeShape.IsVjp) is { } vjp ? new(vjp, Find("Jvp", DerivativeShape.IsJvp)) : null;
    }

    /// <summary>The halves of a generated derivative in another assembly: there they have the parameters of the method, and those that its VJP has beyond.</summary>
    private (IMethodSymbol Primal, IMethodSymbol Pullback, ResidualsType Residuals)? HalvesElsewhere(IMethodSymbol method, IMethodSymbol vjp)
    {
        if (!vjp.DeclaringSyntaxReferences.IsEmpty || !SignatureReader.IsGenerated(vjp) || !Contracts.IsExported(method)) return null;
        int count = method.Parameters.Length;
        if (Halves("Primal").FirstOrDefault(m => m.Parameters.Length == count + 1 && Same(m.Parameters.Take(count), vjp.Parameters.Take(count))) is not { } primal) return null;
        ITypeSymbol residuals = primal.Parameters[count].Type;
        if (Halves("Pullback").FirstOrDefault(m => Same(m.Parameters.Take(1), primal.Parameters.Skip(count)) && Same(m.Parameters.Skip(1), vjp.Parameters.Skip(count))) is not { } pullback) return null;
        return (primal, pullback, residuals.SpecialType == SpecialType.System_Object ? ResidualsType.Boxed
            : new(_contracts.Qualifier(_typeArguments.Apply(method)) + residuals.Name + TypeArgumentsOf(method)));

        IEnumerable<IMethodSymbol> Halves(string suffix) => vjp.ContainingType.GetMembers(method.Name + suffix).OfType<IMethodSymbol>().Where(m => SignatureReader.IsGenerated(m) && m.Arity == vjp.Arity);

        // Each speaks of its own type parameters.
        static bool Same(IEnumerable<IParameterSymbol> half, IEnumerable<IParameterSymbol> whole) => half.Select(p => p.Type.ToDisplayString()).SequenceEqual(whole.Select(p => p.Type.ToDisplayString()));
    }

    /// <summary>The call of a method with source, if it is by contract; null if it is to be inlined.</summary>
    /// <param name="self">Of a method of a struct what it is called on.</param>
    private Operand? LowerByContract(Callee callee, IOperation call, IReadOnlyList<IArgumentOperation> given, Place? self = null)
    {
        IMethodSymbol method = callee.TypeArguments.Apply(callee.Symbol);
        if (DerivativeWithoutBody(method) is { } existing) return CallByContract(new(method), existing, call, given, callee.Receiver, self);
        // What runs already, and calls itself only through a function that it was given, is not recursive by the graph.
        if (!IsByContract(method) && !(method.MethodKind == MethodKind.Ordinary && IsRecursive(callee))) return null;
        (IParameterSymbol Parameter, Callee Function)[] functions = [.. given.Where(a => a.Parameter!.Type.TypeKind == TypeKind.Delegate && IsFunction(a.Value)).Select(a => (method.Parameters[a.Parameter!.Ordinal], FunctionOf(a.Value)!))];
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        foreach (IArgumentOperation argument in given) Targets(argument, assigned, []);
        return With(functions);

        Operand? With((IParameterSymbol Parameter, Callee Function)[] functions)
        {
            int chosen = Array.FindIndex(functions, f => f.Function.Choice is not null);
            if (chosen >= 0)
            {
                FunctionChoice choice = functions[chosen].Function.Choice!;
                return LowerChoice(choice.Condition, TypeOf(call), () => With(Replaced(choice.WhenTrue))!, () => With(Replaced(choice.WhenFalse))!);
            }
            ClosureResult closure = ClosureOf(callee with { Symbol = method }, functions, assigned);
            if (closure.Problem is { } problem) return Refused(method, problem, !SignatureReader.IsCheckpoint(method), call);
            CalledMethod called = new(method, closure.Closure);
            return DerivativeOf(called) is { } derivative ? CallByContract(called, derivative, call, given, callee.Receiver, self) : null;

            (IParameterSymbol, Callee)[] Replaced(Callee function) => [.. functions.Select((f, i) => i == chosen ? (f.Parameter, function) : f)];
        }
    }

    private Operand Refused(IMethodSymbol method, (string Obstacle, string Advice) problem, bool isRecursion, IOperation call)
    {
        _problems.Add(new(isRecursion ? ProblemKind.Recursion : ProblemKind.Contract, [method.Name, problem.Obstacle, problem.Advice], call.Syntax.GetLocation()));
        return Variable.ZeroOf(TypeOf(call));
    }

    private Operand CallByContract(CalledMethod called, CallDerivative derivative, IOperation call, IReadOnlyList<IArgumentOperation> given, Operand? receiver = null, Place? self = null)
    {
        IMethodSymbol method = _typeArguments.Apply(called.Symbol.PartialImplementationPart ?? called.Symbol);
        called = called with { Symbol = method };
        if (Obstacle(called) is { } problem) return Refused(method, problem, derivative.Residuals is not null, call);
        (int Ordinal, Place? Place, Operand? Value)[] passed = [.. given.Where(a => !called.Closure.Binds(a.Parameter!)).Select(Passed).ToArray().OrderBy(a => a.Ordinal)];
        (Place? Place, Operand Value)[] along = [.. called.Closure.Variables.Select(v => PassedAlong(v, called.Closure, call))];
        Operand[] arguments = [.. passed.Select(a => a.Value).OfType<Operand>().Concat(along.Select(a => a.Value)).SelectMany(Leaves)];
        bool isOrdinary = !method.IsStatic && method.MethodKind != MethodKind.LocalFunction;
        if (self is null && receiver is null && isOrdinary && derivative.IsStatic) receiver = This(call);
        Call appended = self is null && receiver is null && isOrdinary
            ? AppendCall(called, OnThis(derivative, call), arguments, Site(call), ThisOf(call))
            : AppendCall(called, derivative, [.. self is null ? Present(receiver) : Leaves(Read(self)), .. arguments], Site(call));

        // What is passed by reference is written once the call has returned.
        Queue<Value> assigned = new(appended.Assigned.Select(a => a.Result));
        if (self is not null && !SignatureReader.IsSelfReadOnly(method)) Assign(self, method.ContainingType);
        foreach ((int ordinal, Place? place, _) in passed) Assign(place, Substituted(method.Parameters[ordinal].Type));
        foreach ((CapturedVariable variable, Place? place) in called.Closure.Variables.Zip(along, (v, a) => (v, a.Place))) Assign(place, variable.Type);
        if (appended.Callee.Returns is not { }) return Constant.Of(0);
        return Whole(Map(method.ReturnType), [.. appended.Returned]);

        void Assign(Place? place, ITypeSymbol type)
        {
            if (place is not null) Write(place, Fitted(Whole(TypeMapping.Map(type), [.. LeavesOf(Outside(type)).Select(_ => assigned.Dequeue())]), place.Type, call));
        }
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

    /// <param name="called">The callee.</param>
    /// <param name="derivative">How it is reversed.</param>
    /// <param name="arguments">With the object, or the struct, that it is called on, if that is a value.</param>
    /// <param name="site">Of the call.</param>
    /// <param name="prefix">What stands before the name; null where the method says it.</param>
    private Call AppendCall(CalledMethod called, CallDerivative derivative, Operand[] arguments, int site, string? prefix = null)
    {
        IMethodSymbol method = called.Symbol;
        IrType? returns = method.ReturnsVoid ? null : Outside(Substituted(method.ReturnType));
        bool hasReceiver = !method.IsStatic && prefix is null && method.MethodKind != MethodKind.LocalFunction;
        string text = !called.HasOtherForm ? (prefix ?? (method.IsStatic ? _contracts.Qualifier(method) : "")) + SignatureReader.Escape(method.Name) + TypeArgumentsOf(method) : _contracts.PrimalOf(called);
        CallTarget target = new(text, returns, Parameters().ToEquatableArray(), derivative) { IsInstance = hasReceiver && !called.HasOtherForm, ReachesModules = SignatureReader.ReachesModules(method) };
        Call call = new(target.ResultTypes.Select(t => _builder.Fresh(t)).ToEquatableArray(), target, arguments, site);
        _builder.Append(call);
        foreach (Value memory in call.Results.Where(r => r.Type.IsMemory)) _separate.Add(memory.Id);
        return call;

        IEnumerable<CallParameter> Parameters() =>
        [
            .. !hasReceiver ? [] : SignatureReader.HasSelf(method) ? SelfParameters(method) : [new("self", arguments[0].Type)],
            .. method.Parameters.Where(p => !called.Closure.Binds(p)).SelectMany(ContractParameters),
            .. called.Closure.Variables.SelectMany(ContractParameters),
        ];
    }

    // A struct's this: what cannot change it gets a copy.
    private static IEnumerable<CallParameter> SelfParameters(IMethodSymbol method) =>
        TypeMapping.PassedApart(method.ContainingType) is { } whole ? ParametersApart(SignatureReader.SelfName(method), whole, isDifferentiable: true, isWritten: true)
        : CallParameter.Of(SignatureReader.SelfName(method), TypeMapping.Map(method.ContainingType), SignatureReader.IsSelfReadOnly(method) ? PassingMode.Value : PassingMode.Ref, isDifferentiable: true);

    /// <summary>The body of a method whose derivative is written by hand: a call of itself.</summary>
    private LoweringResult CallItself(List<Parameter> parameters, CallDerivative derivative)
    {
        if (Obstacle(new(_method)) is var (obstacle, advice))
        {
            _problems.Add(new(ProblemKind.Contract, [_method.Name, obstacle, advice], _method.Locations[0]));
            return Failed();
        }
        IEnumerable<Operand> receiver = _method.IsStatic ? [] : _self is null ? [This(null)] : Leaves(Read(_self));
        IEnumerable<Operand> arguments = _method.Parameters.Where(p => p.RefKind != RefKind.Out).SelectMany(p => Leaves(Outwards(Read(_places[p.OriginalDefinition]), p.Type)));
        Call call = AppendCall(new(_method), derivative, [.. receiver, .. arguments], -1);
        Queue<Value> assigned = new(call.Assigned.Select(a => a.Result));
        if (_self is not null && !SignatureReader.IsSelfReadOnly(_method)) Assign(_self, _method.ContainingType);
        foreach (IParameterSymbol parameter in _method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out)) Assign(_places[parameter.OriginalDefinition], parameter.Type);
        WriteReferencesBack();
        Region region = _builder.Finish([.. call.Returned]);
        return new(ValueNames.Apply(new FunctionIr(_method.Name, parameters, region, _builder.NextId) { Result = call.Callee.Returns as StructType }, _names), [], [.. _sites]);

        void Assign(Place place, ITypeSymbol type) => Write(place, Whole(TypeMapping.Map(type), [.. LeavesOf(Outside(type)).Select(_ => assigned.Dequeue())]));
    }

    /// <summary>An argument: the place that is passed by reference, and the value that goes in.</summary>
    private (int Ordinal, Place? Place, Operand? Value) Passed(IArgumentOperation argument)
    {
        IParameterSymbol parameter = argument.Parameter!;
        RefuseType(parameter.Type, argument.Syntax.GetLocation());
        Place? place = parameter.RefKind is RefKind.Ref or RefKind.Out ? PlaceOf(argument.Value) : null;
        if (parameter.RefKind == RefKind.Out) return (parameter.Ordinal, place, null);
        Operand value = place is null ? LowerExpression(argument.Value) : Read(place);
        return (parameter.Ordinal, place, Outwards(Fitted(value, Map(parameter.Type), argument), parameter.Type));
    }

    private Operand Outwards(Operand value, ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? _builder.Let(Primitive.Convert, TypeMapping.Opaque(type), value) : value;

    // What is only read by reference is passed as a value.
    private IEnumerable<CallParameter> ContractParameters(IParameterSymbol parameter)
    {
        ITypeSymbol type = Substituted(parameter.Type);
        bool isDifferentiable = SignatureReader.IsDifferentiable(parameter) && TypeMapping.IsDifferentiable(type), isWritten = TypeMapping.Map(type) is { IsMemory: true, IsOfTensors: false } && _writes.MayWrite(parameter);
        if (TypeMapping.PassedApart(type) is { } whole) return ParametersApart(parameter.Name, whole, isDifferentiable, isWritten);
        return CallParameter.Of(parameter.Name, Outside(type), parameter.RefKind switch { RefKind.Ref => PassingMode.Ref, RefKind.Out => PassingMode.Out, _ => PassingMode.Value }, isDifferentiable, isWritten);
    }

    private static IEnumerable<CallParameter> ParametersApart(string name, StructType whole, bool isDifferentiable, bool isWritten) =>
        whole.Leaves.Zip(NamesApart(name, whole), (leaf, text) => new CallParameter(text, leaf.Type, IsDifferentiable: isDifferentiable && leaf.Type.CarriesFloat, IsWritten: isWritten && leaf.Type.IsMemory));

    // An enum stands by its name outside the IR.
    private static IrType Outside(ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(type) : TypeMapping.Map(type);

    /// <summary>What keeps a method from being called by contract, and what to do about it.</summary>
    private (string Obstacle, string Advice)? Obstacle(CalledMethod called)
    {
        IMethodSymbol method = called.Symbol;
        bool isLocal = method.MethodKind == MethodKind.LocalFunction, hasDerivative = SignatureReader.IsDifferentiable(method) || DerivativeWithoutBody(method) is not null;
        if (!method.IsStatic && !isLocal && method.ContainingType.TypeKind == TypeKind.Struct && !SignatureReader.HasSelf(method) && !IsConstantMember(method)) return ("a member of a struct without differentiable fields that may change it", "make it readonly");
        if (!Dispatch.CanBeOverridden(method) && !hasDerivative && Contracts.IsOpen(method)) return ("generic and called with a type parameter", "add [Differentiable] to it");
        if (method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out && Map(p.Type) is not (ScalarType or StructType))) return ("a method that takes an array, a span or an object by reference", "return it, or write to a Span");
        if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate && !called.Closure.Binds(p))) return ("a method that takes a function as a parameter", "call the function by its name");
        ITypeSymbol[] types = [.. method.Parameters.Select(p => p.Type).Append(method.ReturnType).Select(Substituted)];
        if (isLocal && types.Any(IsOpen)) return ("a local function of generic code", "write it for one type");
        if (SignatureReader.HasSelf(method) && !SignatureReader.IsSelfReadOnly(method) && TypeMapping.IsPassedByValue(method.ContainingType)) return ("a member of a struct with arrays, tensors or inaccessible fields that may change it", "make it readonly");
        if (method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out && TypeMapping.IsPassedByValue(Substituted(p.Type)))) return ("a method that takes a struct with arrays, tensors or inaccessible fields by reference", "pass and return its parts");
        if (TypeMapping.PassedApart(Substituted(method.ReturnType)) is not null) return ("a method that returns a struct with arrays or inaccessible fields", "return its parts");
        if (TypeMapping.IsSpan(method.ReturnType)) return ("a method that returns a span", "return an array");
        if (method.IsAsync || method.IsIterator || method.RefKind != RefKind.None) return ("not an ordinary method", "return a value");
        if (isLocal) return method.IsGenericMethod ? ("a generic local function", "make it a method") : null;
        return IsAccessible(method) ? null : ($"not accessible from {(_within is INamedTypeSymbol ? _within.Name : "generated code")}", "make it internal, or add [Differentiable] to it");
    }

    // What is read of a constant is read of a copy as well.
    private bool IsConstantMember(IMethodSymbol method) =>
        SignatureReader.IsSelfReadOnly(method) || BodyOf(method)?.Body is { } body && !body.DescendantsAndSelf().OfType<IInstanceReferenceOperation>().Any(MayChange);

    private static bool MayChange(IInstanceReferenceOperation self) => self.Parent switch
    {
        IFieldReferenceOperation or IPropertyReferenceOperation => self.Parent.Parent switch
        {
            IAssignmentOperation assignment => ReferenceEquals(assignment.Target, self.Parent),
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            IInvocationOperation { TargetMethod: { IsReadOnly: false, ContainingType: { TypeKind: TypeKind.Struct, IsReadOnly: false, SpecialType: SpecialType.None } } } => true,
            _ => false,
        },
        IInvocationOperation { TargetMethod.IsReadOnly: false } call => !SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, MethodAround(self)),
        _ => true,
    };

    private static ISymbol? MethodAround(IOperation operation) => operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart);
}
