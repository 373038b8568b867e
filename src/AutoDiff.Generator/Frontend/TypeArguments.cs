using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// What type parameters stand for: the operations of a generic method speak of its <c>T</c>, and a call of it says that T is <c>double</c>.
/// A type parameter that nothing is said about stands for itself.
/// </summary>
internal sealed class TypeArguments
{
    private readonly Compilation _compilation;
    private readonly ImmutableDictionary<ITypeSymbol, ITypeSymbol> _arguments;

    private TypeArguments(Compilation compilation, ImmutableDictionary<ITypeSymbol, ITypeSymbol> arguments) => (_compilation, _arguments) = (compilation, arguments);

    public static TypeArguments None(Compilation compilation) => new(compilation, ImmutableDictionary.Create<ITypeSymbol, ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>With those that a method, constructed where <paramref name="caller"/> holds, and the types around it have.</summary>
    public TypeArguments With(IMethodSymbol method, TypeArguments caller)
    {
        ImmutableDictionary<ITypeSymbol, ITypeSymbol> arguments = Add(_arguments, method.TypeParameters, method.TypeArguments, caller);
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
            arguments = Add(arguments, type.TypeParameters, type.TypeArguments, caller);
        return arguments == _arguments ? this : new(_compilation, arguments);
    }

    /// <summary>With those that a constructed type and the types around it have.</summary>
    public TypeArguments With(INamedTypeSymbol type)
    {
        ImmutableDictionary<ITypeSymbol, ITypeSymbol> arguments = _arguments;
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType) arguments = Add(arguments, outer.TypeParameters, outer.TypeArguments, this);
        return new(_compilation, arguments);
    }

    /// <summary>The type with all type parameters replaced.</summary>
    public ITypeSymbol Apply(ITypeSymbol type) => _arguments.IsEmpty ? type : type switch
    {
        ITypeParameterSymbol parameter => _arguments.TryGetValue(parameter, out ITypeSymbol? argument) ? argument : parameter,
        IArrayTypeSymbol array => _compilation.CreateArrayTypeSymbol(Apply(array.ElementType), array.Rank),
        INamedTypeSymbol { IsTupleType: true } tuple => _compilation.CreateTupleTypeSymbol([.. tuple.TupleElements.Select(e => Apply(e.Type))], [.. tuple.TupleElements.Select(e => e.Name)]),
        INamedTypeSymbol named => Apply(named),
        _ => type,
    };

    public IMethodSymbol Apply(IMethodSymbol method)
    {
        if (_arguments.IsEmpty || method.MethodKind == MethodKind.LocalFunction) return method;
        IMethodSymbol member = Member(Apply(method.ContainingType), method);
        return member.IsGenericMethod ? member.Construct([.. method.TypeArguments.Select(Apply)]) : member;
    }

    /// <summary>The field or property, in the type with all type parameters replaced.</summary>
    public TSymbol Apply<TSymbol>(TSymbol member) where TSymbol : class, ISymbol => _arguments.IsEmpty ? member : Member(Apply(member.ContainingType), member);

    /// <summary>The same text for the same arguments.</summary>
    public override string ToString() => string.Join(", ", _arguments
        .Select(a => $"{a.Key.ContainingSymbol.ToDisplayString()}.{a.Key.Name} = {a.Value.ToDisplayString()}")
        .OrderBy(text => text, StringComparer.Ordinal));

    private INamedTypeSymbol Apply(INamedTypeSymbol type)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        if (type.ContainingType is { } container && Apply(container) is { IsGenericType: true } applied)
            definition = applied.GetTypeMembers(type.Name, type.Arity).First(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, type.OriginalDefinition));
        return type.Arity == 0 ? definition : definition.Construct([.. type.TypeArguments.Select(Apply)]);
    }

    private static TSymbol Member<TSymbol>(INamedTypeSymbol type, TSymbol member) where TSymbol : class, ISymbol =>
        type.GetMembers(member.Name).OfType<TSymbol>().FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) ?? member;

    private static ImmutableDictionary<ITypeSymbol, ITypeSymbol> Add(
        ImmutableDictionary<ITypeSymbol, ITypeSymbol> known, ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments, TypeArguments caller)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            ITypeSymbol argument = caller.Apply(arguments[i]);
            if (!SymbolEqualityComparer.Default.Equals(argument, parameters[i].OriginalDefinition)) known = known.SetItem(parameters[i].OriginalDefinition, argument);
        }
        return known;
    }
}
