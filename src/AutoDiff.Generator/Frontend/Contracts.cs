using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// The methods that one differentiable method calls by contract, directly or through each other. A method with the attribute has its halves in its own type; those of the others
/// are generated beside the caller, in a class of their own.
/// </summary>
internal sealed class Contracts
{
    private readonly IMethodSymbol _root;
    private readonly Dictionary<IMethodSymbol, ContractNames> _names = new(SymbolEqualityComparer.Default);
    private readonly Queue<IMethodSymbol> _pending = new();

    public Contracts(IMethodSymbol root) => _root = root;

    /// <summary>The class that holds the halves of callees without the attribute.</summary>
    public static string ClassOf(IMethodSymbol root) => NameOf(root, "Callees");

    /// <summary>The names of a method's halves, with the prefix that they need in the root's type.</summary>
    public ContractNames Of(IMethodSymbol method)
    {
        if (_names.TryGetValue(method, out ContractNames? known)) return known;
        if (SignatureReader.HasAttribute(method, "DifferentiableAttribute")) return _names[method] = OwnOf(method, Qualifier(method, _root.ContainingType));
        _pending.Enqueue(method);
        int namesakes = _names.Keys.Count(m => m.Name == method.Name && !SignatureReader.HasAttribute(m, "DifferentiableAttribute"));
        return _names[method] = ContractNames.For(ClassOf(_root) + ".", method.Name + (namesakes == 0 ? "" : (namesakes + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)), 0);
    }

    /// <summary>A method without the attribute whose halves are still to be made.</summary>
    public IMethodSymbol? Next() => _pending.Count == 0 ? null : _pending.Dequeue();

    /// <summary>The names of the halves that a method with the attribute has in its own type.</summary>
    public static ContractNames OwnOf(IMethodSymbol method, string prefix = "") => ContractNames.For(prefix, method.Name, Overload(method));

    /// <summary>What stands before a member's name where it is not a member of the type itself.</summary>
    public static string Qualifier(ISymbol member, ISymbol home) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType, home) ? "" : TypeMapping.Text(member.ContainingType) + ".";

    private static string NameOf(IMethodSymbol method, string suffix) =>
        method.Name + (Overload(method) is > 0 and int overload ? (overload + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "") + suffix;

    private static int Overload(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Where(m => !SignatureReader.IsGenerated(m)).TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method.PartialDefinitionPart ?? method)).Count();
}

/// <summary>A method whose two halves are generated beside the method that calls it.</summary>
internal sealed record LoweredCallee(IMethodSymbol Symbol, ContractNames Names, LoweringResult Lowered);
