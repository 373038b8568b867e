using System.Collections.Immutable;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// A method as it is called by contract. What its function parameters stand for is part of it, so that its derivative is made for these functions, as that of a generic method is
/// made for its type arguments; and what the functions take from around the call are more parameters.
/// </summary>
/// <param name="Symbol">Constructed, if it is generic; or a local function.</param>
internal sealed record CalledMethod(IMethodSymbol Symbol, Closure Closure)
{
    public CalledMethod(IMethodSymbol symbol) : this(symbol, Closure.None)
    {
    }

    /// <summary>True if it is not called in the form that it is declared in: functions are left out, the leaves of some structs are parameters.</summary>
    public bool HasOtherForm => !Closure.IsEmpty || Symbol.Parameters.Select(p => p.Type).Concat(SignatureReader.HasSelf(Symbol) ? [Symbol.ContainingType] : []).Any(t => TypeMapping.PassedApart(t) is not null);

    public bool Equals(CalledMethod? other) => other is not null && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) && Closure.Key == other.Closure.Key;

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);
}

/// <summary>The functions that a method gets, with those that they call, and what all of them take from around the call.</summary>
/// <param name="Functions">What parameters, variables and local functions stand for.</param>
/// <param name="Variables">Further parameters.</param>
/// <param name="Key">The same for the same functions.</param>
internal sealed record Closure(ImmutableArray<(ISymbol Symbol, Callee Function)> Functions, ImmutableArray<CapturedVariable> Variables, string Key)
{
    public static Closure None { get; } = new([], [], "");

    public bool IsEmpty => Functions.IsEmpty;

    /// <summary>True for a parameter that a function takes the place of.</summary>
    public bool Binds(IParameterSymbol parameter) => Functions.Any(f => SymbolEqualityComparer.Default.Equals(f.Symbol, parameter.OriginalDefinition));
}

/// <summary>A variable around a call that a function uses, or the object that it belongs to.</summary>
/// <param name="Symbol">The variable; of an object the function's own symbol.</param>
/// <param name="Passing"><see cref="PassingMode.Ref"/> for what a function assigns.</param>
/// <param name="IsWritten">True for memory that a function may write.</param>
internal sealed record CapturedVariable(ISymbol Symbol, string Name, ITypeSymbol Type, PassingMode Passing, bool IsDifferentiable, bool IsWritten = false, bool IsObject = false);
