using System.Collections.Immutable;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// The methods that one differentiable method calls by contract, directly or through each other. A method with the attribute has its derivatives in its own type; those of the others
/// are generated beside the caller, in a class of their own.
/// </summary>
internal sealed class Contracts
{
    private readonly INamedTypeSymbol? _home;
    private readonly Dictionary<CalledMethod, ContractNames> _halves = [];
    private readonly Dictionary<CalledMethod, string> _beside = [];
    private readonly Queue<(CalledMethod, bool)> _pending = new();
    private readonly Queue<(IMethodSymbol Derivative, IMethodSymbol Primal)> _written = new();

    /// <param name="root">The differentiable method.</param>
    /// <param name="home">Its type; null if its derivatives become members of a type of their own.</param>
    public Contracts(IMethodSymbol root, INamedTypeSymbol? home) => (NeedsSecond, Class, _home) = (
        SignatureReader.IsDifferentiable(root) && Dispatch.RequestOf(root).Order >= 2,
        root.MethodKind == MethodKind.AnonymousFunction ? "Callees" : root.Name + (Overload(root) == 0 ? "" : Number(Overload(root))) + "Callees",
        home);

    /// <summary>The class that holds the derivatives of callees without the attribute.</summary>
    public string Class { get; }

    /// <summary>True if derivatives of callees are to be differentiated again.</summary>
    public bool NeedsSecond { get; set; }

    /// <summary>The names of the halves of a method's derivative, with the prefix that they need in the root's type.</summary>
    public ContractNames HalvesOf(CalledMethod method)
    {
        if (_halves.TryGetValue(method, out ContractNames? known)) return known;
        if (HasOwn(method)) return _halves[method] = OwnOf(method.Symbol, method.Symbol.IsStatic || SignatureReader.HasSelf(method.Symbol) ? Qualifier(method.Symbol) : "");
        _pending.Enqueue((method, false));
        return _halves[method] = ContractNames.For(Class + ".", NameBeside(method), 0);
    }

    /// <summary>The FVjp of a method with source, as it is called in the root's type.</summary>
    public string VjpOf(CalledMethod method)
    {
        if (HasMembers(method)) return Prefix(method.Symbol) + method.Symbol.Name + "Vjp" + TypeMapping.Arguments(method.Symbol.TypeArguments);
        if (!_beside.ContainsKey(method)) _pending.Enqueue((method, true));
        return $"{Class}.{NameBeside(method)}Vjp";
    }

    /// <summary>The FJvp of a method with source, as it is called in the root's type; null if its attribute does not ask for one.</summary>
    public string? JvpOf(CalledMethod method) => !HasMembers(method) ? $"{Class}.{NameBeside(method)}Jvp"
        : SignatureReader.HasForward(method.Symbol) ? Prefix(method.Symbol) + method.Symbol.Name + "Jvp" + TypeMapping.Arguments(method.Symbol.TypeArguments) : null;

    /// <summary>A method of another form than it is declared in, as the root's type calls it without a derivative.</summary>
    public string PrimalOf(CalledMethod method) => $"{Class}.{NameBeside(method)}";

    /// <summary>The derivative of a derivative that is written by hand.</summary>
    public string SecondOf(IMethodSymbol derivative, IMethodSymbol primal)
    {
        CalledMethod called = new(derivative);
        if (!_beside.ContainsKey(called)) _written.Enqueue((derivative, primal));
        return $"{Class}.{NameBeside(called)}Jvp";
    }

    /// <summary>True if the derivative of a method with source can be differentiated again: those beside the root are where they are needed.</summary>
    public static bool HasSecond(CalledMethod method, bool isCheckpoint) => !(isCheckpoint ? HasMembers(method) : HasOwn(method)) || Dispatch.RequestOf(method.Symbol).Order >= 2;

    /// <summary>True if the method has FVjp and FJvp in its own type.</summary>
    public static bool HasMembers(CalledMethod method) => !method.HasOtherForm && SignatureReader.IsDifferentiable(method.Symbol);

    /// <summary>True if the method has halves in its own type. Of a generic one they are for a call with a type parameter; else they are made for its type arguments, beside the caller.</summary>
    public static bool HasOwn(CalledMethod method) => HasMembers(method) && (!IsGeneric(method.Symbol) || IsOpen(method.Symbol) || !method.Symbol.IsStatic && !SignatureReader.HasSelf(method.Symbol));

    /// <summary>A derivative that is written by hand and is still to be differentiated, with what it is the derivative of.</summary>
    public (IMethodSymbol Derivative, IMethodSymbol Primal)? NextWritten() => !NeedsSecond || _written.Count == 0 ? null : _written.Dequeue();

    /// <summary>A method whose derivative is still to be made beside the root: in halves, or as FVjp.</summary>
    public (CalledMethod Method, bool AsVjp)? Next() => _pending.Count == 0 ? null : _pending.Dequeue();

    /// <summary>What a method is called in the class beside the root: methods of one name may come from several types.</summary>
    public string NameBeside(CalledMethod method)
    {
        if (_beside.TryGetValue(method, out string? known)) return known;
        int namesakes = _beside.Keys.Count(m => m.Symbol.Name == method.Symbol.Name);
        return _beside[method] = method.Symbol.Name + (namesakes == 0 ? "" : Number(namesakes));
    }

    /// <summary>
    /// True if a method with the attribute has halves for callers that cannot inline it: members of modules, whose fields are their own and which may keep what they compute (a mask, running
    /// statistics) and so must not run twice; and what a library's public methods do with tensors.
    /// </summary>
    public static bool IsExported(IMethodSymbol method) => HasMembers(new(method)) && method.MethodKind == MethodKind.Ordinary && Dispatch.RequestOf(method).HasReverse && !SignatureReader.IsCheckpoint(method)
        && (!method.IsStatic && TypeMapping.IsModule(method.ContainingType) || IsPublic(method) && method.Parameters.Any(p => TypeMapping.IsTensor(p.Type) || TypeMapping.IsModule(p.Type) || TypeMapping.IsParameter(p.Type)));

    private static bool IsPublic(IMethodSymbol method)
    {
        if (method.ContainingAssembly is ISourceAssemblySymbol { Compilation.Options.OutputKind: not OutputKind.DynamicallyLinkedLibrary }) return false;
        for (ISymbol? symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingType)
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)) return false;
        return true;
    }

    /// <summary>The names of the halves that a method with the attribute has in its own type.</summary>
    public static ContractNames OwnOf(IMethodSymbol method, string prefix = "") => ContractNames.For(prefix, method.Name, Overload(method.OriginalDefinition)) with
    {
        IsBoxed = Dispatch.Of(method) is not null,
        IsExported = IsExported(method),
        TypeArguments = method.IsGenericMethod ? $"<{string.Join(", ", method.TypeParameters.Select(p => SignatureReader.Escape(p.Name)))}>" : "",
    };

    /// <summary>What stands before a member's name where it is not a member of the type itself.</summary>
    public string Qualifier(ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType, _home) ? "" : TypeMapping.Text(member.ContainingType) + ".";

    /// <summary>True if a method, or a type around it, is generic.</summary>
    public static bool IsGeneric(IMethodSymbol method) => method.IsGenericMethod || IsInGenericType(method);

    public static bool IsInGenericType(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
            if (type.IsGenericType) return true;
        return false;
    }

    /// <summary>True if a type parameter stands for itself in the method.</summary>
    public static bool IsOpen(IMethodSymbol method) => method.TypeArguments.Any(MethodLowering.IsOpen) || MethodLowering.IsOpen(method.ContainingType);

    private string Prefix(IMethodSymbol method) => method.IsStatic ? Qualifier(method) : "";

    // The second of a name is the first that needs a number.
    private static string Number(int before) => (before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Overload(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Where(m => !SignatureReader.IsGenerated(m)).TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method.PartialDefinitionPart ?? method)).Count();
}

/// <summary>A method whose derivative is generated beside the method that calls it.</summary>
/// <param name="Signature">That of a static method in the class beside it.</param>
/// <param name="Halves">Null for a method of which FVjp is generated.</param>
internal sealed record LoweredCallee(MethodModel Signature, ContractNames? Halves, LoweringResult Lowered)
{
    /// <summary>Of a derivative that is written by hand the parameters of what it is a derivative of that have no gradient.</summary>
    public ImmutableArray<int> Constants { get; init; } = [];
}
