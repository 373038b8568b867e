using System.Collections.Immutable;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// A method's body from Roslyn's operation tree to the structured SSA IR. Each variable's current value is an operand; an assignment
/// replaces it, so evaluation order is the order in which statements are appended. Where control flow joins, the variables that differ become results of
/// the <see cref="If"/>; a loop carries the variables that it assigns. Jumps set Boolean flags and what they skip is guarded (Statements, Branches, Loops).
/// </summary>
internal sealed partial class MethodLowering
{
    private const int MaximalSize = 20_000;

    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly IMethodSymbol _method;
    private readonly ISymbol _within;
    private readonly IrBuilder _builder = new();
    private readonly List<Statement> _entry = [];
    private readonly Dictionary<ISymbol, Value> _namedConstants = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, Place> _places = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, Callee> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<int, string> _names = [];
    private readonly Stack<Frame> _frames = new();
    private readonly Stack<Location> _calls = new();
    private readonly List<JumpTarget> _targets = [];
    private readonly Dictionary<Variable, Frame> _owners = [];
    private readonly Dictionary<int, Operand> _views = [];
    private readonly HashSet<int> _separate = [];
    private readonly HashSet<int> _constantMemory = [];
    private readonly List<Problem> _problems = [];
    private readonly List<Location> _sites = [];
    private Dictionary<Variable, Operand> _values = [];
    private Flow _flow = Flow.Live;
    private int _size;
    private bool _isInvalid;

    private MethodLowering(IMethodSymbol method, Compilation compilation, Contracts contracts, ISymbol within, CancellationToken cancellation, CalledMethod? beside = null)
    {
        (_method, _compilation, _contracts, _within, _cancellation) = (method.PartialImplementationPart ?? method, compilation, contracts, within, cancellation);
        (_beside, _closure) = (beside, beside?.Closure ?? Closure.None);
        _typeArguments = FunctionIn(_closure, method)?.TypeArguments ?? TypeArguments.None(compilation);
        _graph = new CallGraph(m => BodyOf(m)?.Body);
        _writes = new WriteAnalysis(m => BodyOf(m)?.Body);
    }

    /// <summary>
    /// Lowers the method with everything it calls that has source: inlined, or beside it where it is called by contract and has no halves of its own. Its derivatives become
    /// members of its type.
    /// </summary>
    public static LoweringResult Lower(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) => LowerAll(method, compilation, method.ContainingType, cancellation);

    /// <summary>Lowers a method, local function or lambda whose derivatives become members of another type of the project, from where what is private cannot be named.</summary>
    public static LoweringResult LowerElsewhere(IMethodSymbol function, Compilation compilation, CancellationToken cancellation) => LowerAll(function, compilation, compilation.Assembly, cancellation);

    private static LoweringResult LowerAll(IMethodSymbol method, Compilation compilation, ISymbol within, CancellationToken cancellation)
    {
        Contracts contracts = new(method, within as INamedTypeSymbol);
        MethodLowering lowering = new(method, compilation, contracts, within, cancellation);
        LoweringResult result = lowering.Lower();
        bool isGeneric = method.IsGenericMethod || Contracts.IsInGenericType(method);
        if (within is INamedTypeSymbol && (((lowering._graph.IsByContract(method) || Contracts.IsExported(method)) && lowering.Obstacle(new(method)) is null && Contracts.HasOwn(new(method))) || (Dispatch.Of(method) is not null && !method.IsGenericMethod))) result = result with { Contract = Contracts.OwnOf(method) };
        if (within is INamedTypeSymbol && method is { IsStatic: true, MethodKind: MethodKind.Ordinary } && !isGeneric) result = result with { Halves = Contracts.OwnOf(method) };
        List<LoweredCallee> callees = [];
        while (contracts.Next() is var (callee, asVjp))
        {
            MethodLowering inner = new(callee.Symbol, compilation, contracts, within, cancellation, callee);
            MethodModel signature = SignatureReader.ReadBeside(callee, contracts.NameBeside(callee), inner._typeArguments);
            LoweringResult lowered = inner.Lower();
            if (lowered.Function is null) return result with { Function = null, Problems = [.. result.Problems.Concat(lowered.Problems).Distinct()] };
            callees.Add(new(signature, asVjp ? null : contracts.HalvesOf(callee), lowered));
        }
        // One that cannot be differentiated matters only where that is asked for.
        while (contracts.NextWritten() is var (derivative, primal))
        {
            LoweringResult lowered = new MethodLowering(derivative, compilation, contracts, within, cancellation).Lower();
            if (lowered.Function is not null && contracts.Next() is null)
                callees.Add(new(SignatureReader.ReadBeside(new(derivative), contracts.NameBeside(new(derivative)), lowering._typeArguments), null, lowered) { Constants = [.. primal.Parameters.Where(p => !SignatureReader.IsDifferentiable(p)).Select(p => p.Ordinal)] });
            else result = result with { WithoutSecond = result.WithoutSecond.Add(contracts.SecondOf(derivative, primal)) };
        }
        return result with { Callees = [.. callees], CalleeClass = contracts.Class };
    }

    private LoweringResult Lower()
    {
        CheckSignature();
        if (_problems.Count > 0) return Failed();
        if (_method is { IsAbstract: true, IsStatic: false }) return new(null, [], []) { IsAbstract = true };
        bool hasSelf = SignatureReader.HasSelf(_method);
        Parameter? receiver = !hasSelf && _beside is not null && _method is { IsStatic: false, MethodKind: MethodKind.Ordinary } ? BindObject(_method.ContainingType, SignatureReader.SelfName(_method)) : null;
        List<Parameter> parameters = [.. hasSelf ? BindSelf() : receiver is null ? [] : [receiver], .. _method.Parameters.Where(p => !_closure.Binds(p)).SelectMany(BindParameter), .. _closure.Variables.SelectMany(BindCaptured)];
        if (DerivativeWithoutBody(_method) is { } derivative) return CallItself(parameters, derivative);
        if (BodyOf(_method) is not { Body: { } body } callee)
        {
            Unsupported(_method.Locations[0], "a method without a body", "give it one");
            return Failed();
        }
        _typeArguments = callee.TypeArguments;

        Frame frame = OpenFrame(_method, "result", _self, ObjectOf(_method) ?? receiver?.Value);
        BindFunctions(frame);
        // What parameters by reference refer to outlives the method.
        foreach (Variable parameter in _values.Keys.Except(_references.SelectMany(r => VariablesOf(r.Place))).ToList()) _owners[parameter] = frame;
        LowerStatement(body);
        if (_flow != Flow.Thrown) WriteReferencesBack();
        Operand[] yields = frame.Result is null ? [] : Read(frame.Result) is Aggregate whole ? [.. whole.Leaves] : [Read(frame.Result)];
        if (yields is [var result] && _method.ReturnType.TypeKind == TypeKind.Enum) yields = [_builder.Let(Primitive.Convert, TypeMapping.Opaque(_method.ReturnType), result)];
        if (_isInvalid || _problems.Count > 0) return Failed();

        Region region = _builder.Finish(yields);
        region = region with { Body = _entry.Concat(region.Body).ToEquatableArray() };
        return new(ValueNames.Apply(new FunctionIr(_method.Name, parameters, region, _builder.NextId) { Result = frame.Result?.Type as StructType }, _names), [], [.. _sites]);
    }

    private LoweringResult Failed() => new(null, _isInvalid ? [] : [.. _problems.Distinct()], [.. _sites]);

    private void CheckSignature()
    {
        Location place = _method.Locations[0];
        if (SignatureReader.InstanceProblem(_method) is var (kind, advice)) Unsupported(place, kind, advice);
        if (SignatureReader.HasSelf(_method) && _beside is null) RefuseBoundaryType(_method.ContainingType, place);
        if (SignatureReader.HasSelf(_method) && !SignatureReader.IsSelfReadOnly(_method) && TypeMapping.HoldsTensors(_method.ContainingType)) Unsupported(place, $"a member of '{_method.ContainingType.Name}', which holds tensors, that may change it", "make it readonly and return the struct anew");
        if (_method.IsAsync) Unsupported(place, "an async method", "compute synchronously and await outside");
        if (_method.RefKind != RefKind.None) Unsupported(place, "a ref return", "return the value");
        RefuseType(_method.ReturnType, place);
        if (_problems.Count == 0) RefuseBoundaryType(Substituted(_method.ReturnType), place);
        if (TypeMapping.HoldsTensors(Map(_method.ReturnType))) Unsupported(place, $"an array of tensors as a result ({_method.ReturnType.ToDisplayString()})", "return a tuple of them, or one tensor that Tensor.Stack makes");
        foreach (IParameterSymbol parameter in _method.Parameters)
        {
            if (_closure.Binds(parameter)) continue;
            CheckReference(parameter);
            if (!SignatureReader.HasNoGradient(parameter)) RefuseType(parameter.Type, parameter.Locations[0]);
            RefuseTensorArray(parameter);
            // A constant is only read.
            bool isRead = RoleOf(parameter) == ParameterRole.Constant && TypeMapping.Map(parameter.Type) is StructType s && s.Leaves.All(l => l.Path.Length > 0);
            if (_problems.Count == 0 && !isRead && _beside is null && TypeMapping.Map(parameter.Type) is StructType) RefuseBoundaryType(parameter.Type, parameter.Locations[0]);
        }
    }

    private void RefuseType(ITypeSymbol type, Location place)
    {
        if (TypeMapping.Refusal(Substituted(type)) is not { } kind) return;
        Unsupported(place, $"{kind} ({type.ToDisplayString()})", "use double, float, or arrays, spans or structs of them");
    }

    // An array of tensors is read, and has first derivatives.
    private void RefuseTensorArray(IParameterSymbol parameter)
    {
        IrType type = Map(parameter.Type);
        if (!TypeMapping.HoldsTensors(type)) return;
        if (type is not ArrayType { Rank: 1, ElementType: TensorType }) Unsupported(parameter.Locations[0], $"tensors in {parameter.Type.ToDisplayString()}", "pass an array of tensors, or one tensor");
        else if (SignatureReader.IsDifferentiable(_method) && RoleOf(parameter) == ParameterRole.Differentiable && Dispatch.RequestOf(_method).Order >= 2) Unsupported(parameter.Locations[0], $"second derivatives with respect to an array of tensors ('{parameter.Name}')", "pass one tensor that Tensor.Stack makes");
    }

    private void RefuseBoundaryType(ITypeSymbol type, Location place)
    {
        if (TypeMapping.BoundaryRefusal(type) is { } kind) Unsupported(place, $"{kind} ({type.ToDisplayString()})", "make them internal, or take it apart outside and pass its parts");
    }

    private IEnumerable<Parameter> BindParameter(IParameterSymbol symbol) => BindParameter(symbol.OriginalDefinition, Substituted(symbol.Type), symbol.RefKind, RoleOf(symbol), symbol.Name);

    private IEnumerable<Parameter> BindParameter(ISymbol symbol, ITypeSymbol type, RefKind kind, ParameterRole role, string name)
    {
        if (_beside is not null && TypeMapping.PassedApart(type) is { } whole)
        {
            (Place apart, Parameter[] leaves) = BindApart(whole, role, name);
            _places[symbol] = apart;
            return leaves;
        }
        return [kind != RefKind.None && TypeMapping.Map(type) is ScalarType or StructType ? BindReference(symbol, type, kind, role, name) : BindValue(symbol, type, role, name)];
    }

    private Parameter BindValue(ISymbol symbol, ITypeSymbol type, ParameterRole role, string name)
    {
        bool isEnum = type.TypeKind == TypeKind.Enum;
        Value value = _builder.Fresh(isEnum ? TypeMapping.Opaque(type) : TypeMapping.Map(type), name);
        _separate.Add(value.Id);
        Place place = NewPlace(name, TypeMapping.Map(type));
        _places[symbol] = place;
        Write(place, isEnum ? _builder.Let(Primitive.Convert, place.Type, value) : value.Type is StructType ? Read(ElementAt(value, [])) : value);
        if (role == ParameterRole.Constant) _constantMemory.Add(value.Id);
        if (type.IsReferenceType && IsNeverNull(symbol)) _presentOnEntry.Add(value.Id);
        return new(value, role);
    }

    /// <summary>The body of a method with source, or of a local function; its operation is found by its declaration.</summary>
    private Callee? BodyOf(IMethodSymbol symbol)
    {
        // Of a generated member there is only a stub here: it is a call without a derivative. What the runtime does with tensors is an operation, also where its source is at hand.
        if (SignatureReader.IsGenerated(symbol) || TypeMapping.IsOfTensors(symbol.ContainingType)) return null;
        IMethodSymbol definition = symbol.OriginalDefinition, implementation = definition.PartialImplementationPart ?? definition;
        TypeArguments typeArguments = _typeArguments.With(symbol, _typeArguments);
        if (implementation.DeclaringSyntaxReferences is not [var reference, ..]) return null;
        SyntaxNode syntax = reference.GetSyntax(_cancellation);
        return ModelOf(syntax.SyntaxTree).GetOperation(syntax, _cancellation) switch
        {
            IMethodBodyOperation method => new(implementation, method.BlockBody ?? method.ExpressionBody, typeArguments),
            ILocalFunctionOperation local => new(implementation, local.Body, typeArguments),
            IAnonymousFunctionOperation lambda => new(implementation, lambda.Body, typeArguments),
            IConstructorBodyOperation constructor => new(implementation, constructor.BlockBody ?? constructor.ExpressionBody, typeArguments),
            IBlockOperation block => new(implementation, block, typeArguments),
            _ => null,
        };
    }

    private int Site(IOperation operation)
    {
        _sites.Add(LocationOf(operation));
        return _sites.Count - 1;
    }

    // Of what a library's model does the call stands in the user's code.
    private Location LocationOf(IOperation operation) => LibraryModels.IsModel(operation.Syntax.SyntaxTree) && _calls.Count > 0 ? _calls.Peek() : operation.Syntax.GetLocation();

    private Operand Unsupported(IOperation operation, string construct, string advice)
    {
        Unsupported(LocationOf(operation), construct, advice);
        return Variable.ZeroOf(operation.Type is { } type ? Map(type) : IrType.Double);
    }

    private void Unsupported(Location place, string construct, string advice) =>
        _problems.Add(new(ProblemKind.UnsupportedConstruct, [construct, advice], place));

    /// <summary>Counts what has been lowered; false once it is too much, after which everything returns early.</summary>
    private bool Grow()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (++_size == MaximalSize + 1)
            _problems.Add(new(ProblemKind.TooLarge, [_method.Name, MaximalSize.ToString(System.Globalization.CultureInfo.InvariantCulture)], _method.Locations[0]));
        return _size <= MaximalSize;
    }

    private void Declare(ImmutableArray<ILocalSymbol> locals)
    {
        foreach (ILocalSymbol local in locals)
            if (!local.IsConst) Declare(local);
    }

    private Place Declare(ILocalSymbol local)
    {
        Place place = NewPlace(local.Name, Map(local.Type));
        _places[local] = place;
        foreach (Variable variable in VariablesOf(place)) _owners[variable] = _frames.Peek();
        return place;
    }

    // A call, not an assignment to the dictionary: the operand may be an expression that replaces the dictionary while it is lowered.
    private void Set(Variable variable, Operand operand)
    {
        // What a variable is first assigned bears its name.
        if (variable.Name is { } name && operand is Value { Name: null } value && !_names.ContainsKey(value.Id)) _names[value.Id] = name;
        _values[variable] = operand;
    }
}
