using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Generic code. The operations of a generic callee speak of its type parameters; in its frame each stands for what the call says, so that a body for
/// <c>T : IRootFunctions&lt;T&gt;</c> is lowered as if it were written for <c>double</c>, and a static abstract member is the one that implements it.
/// </summary>
internal sealed partial class MethodLowering
{
    private TypeArguments _typeArguments;

    private IrType Map(ITypeSymbol type) => TypeMapping.Map(Substituted(type));

    private IrType TypeOf(IOperation operation) => operation.Type is { } type ? Map(type) : IrType.Int32;

    private StructLayout? StructOf(ITypeSymbol type) => StructLayout.Of(Substituted(type));

    private ITypeSymbol Substituted(ITypeSymbol type) => _typeArguments.Apply(type);

    /// <summary>Does something where a callee's type parameters have their meaning.</summary>
    private void Within(TypeArguments typeArguments, Action action)
    {
        TypeArguments outer = _typeArguments;
        _typeArguments = typeArguments;
        action();
        _typeArguments = outer;
    }

    /// <summary>The method that a call means: what implements a static abstract member in the type that the type parameter stands for.</summary>
    private IMethodSymbol Resolved(IMethodSymbol method, ITypeSymbol? constrainedTo)
    {
        IMethodSymbol member = _typeArguments.Apply(method);
        if (ImplementationOf(member.ConstructedFrom, constrainedTo) is not { } implementation) return member;
        return implementation.IsGenericMethod ? implementation.Construct([.. member.TypeArguments]) : implementation;
    }

    private IPropertySymbol Resolved(IPropertySymbol property, ITypeSymbol? constrainedTo)
    {
        IPropertySymbol member = _typeArguments.Apply(property);
        return ImplementationOf(member, constrainedTo) ?? member;
    }

    private TSymbol? ImplementationOf<TSymbol>(TSymbol member, ITypeSymbol? constrainedTo) where TSymbol : class, ISymbol =>
        constrainedTo is not null && Substituted(constrainedTo) is INamedTypeSymbol type ? type.FindImplementationForInterfaceMember(member) as TSymbol : null;

    /// <summary>The number type whose static member an operation uses: <c>double</c> in <c>double.Sqrt</c>, and in <c>T.Sqrt</c> where T stands for it.</summary>
    private ScalarType? NumberTypeOf(ISymbol member, ITypeSymbol? constrainedTo)
    {
        ITypeSymbol type = constrainedTo ?? member.ContainingType;
        return type.TypeKind != TypeKind.Enum && Map(type) is ScalarType { Kind: not (ScalarKind.Boolean or ScalarKind.Char) } number ? number : null;
    }

    /// <summary>An operator of a number type that is none of the language's own: of <c>T</c> by its interface.</summary>
    private bool IsNumberOperator(IMethodSymbol? method, ITypeSymbol? constrainedTo) => method is null || NumberTypeOf(method, constrainedTo) is not null;

    // ---- Static members of the number types ----

    /// <summary><c>T.CreateChecked(x)</c> and its kin, where they are what a cast is; null for other methods.</summary>
    private Operand? LowerCreation(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { IsStatic: true, Name: var name, Parameters.Length: 1 }, Arguments: [{ Value: var argument }] }) return null;
        if (name is not ("CreateChecked" or "CreateSaturating" or "CreateTruncating") || NumberTypeOf(call.TargetMethod, call.ConstrainedToType) is not { } type) return null;
        if (TypeOf(argument) is not ScalarType from || !IsCast(name, from, type)) return null;
        return Converted(LowerExpression(argument), type, call, isChecked: name == "CreateChecked");
    }

    // To floats all three round. A float that becomes an integer saturates, as a cast to at least 32 bits does; of an integer the upper bits are lost.
    private static bool IsCast(string name, ScalarType from, ScalarType to) =>
        to.IsFloat || name switch
        {
            "CreateChecked" => true,
            "CreateTruncating" => from.IsInteger || to.Width >= 32,
            "CreateSaturating" => from.IsFloat && to.Width >= 32,
            _ => false,
        };

    /// <summary><c>T.Zero</c>, <c>T.Pi</c>, …; null for what is no constant of all number types.</summary>
    private Operand? NumberConstant(IPropertyReferenceOperation o)
    {
        if (o is not { Instance: null, Property: { IsStatic: true } property } || NumberTypeOf(property, o.ConstrainedToType) is not { } type) return null;
        double? value = property.Name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "E" => Math.E,
            "Pi" => Math.PI,
            "Tau" => 2 * Math.PI,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "NegativeZero" => -0.0,
            _ => null,
        };
        return value is { } number ? Constant.Number(type.Kind == ScalarKind.Single ? (float)number : number, type) : null;
    }

    // ---- Tests of the type ----

    /// <summary><c>typeof(T) == typeof(double)</c>, decided where T is known.</summary>
    private Constant? TypeComparison(IBinaryOperation o)
    {
        if (o is not { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: ITypeOfOperation left, RightOperand: ITypeOfOperation right }) return null;
        ITypeSymbol a = Substituted(left.TypeOperand), b = Substituted(right.TypeOperand);
        bool isEqual = SymbolEqualityComparer.Default.Equals(a, b);
        if (!isEqual && (IsOpen(a) || IsOpen(b))) return null;
        return Constant.Of(isEqual == (o.OperatorKind == BinaryOperatorKind.Equals));
    }

    /// <summary><c>x is double</c> for a number x: decided, unless the type is not one of numbers.</summary>
    private Constant? TypeTest(IrType value, ITypeSymbol type) =>
        value is ScalarType && Map(type) is ScalarType tested && type.TypeKind != TypeKind.Enum && !(IsOpen(Substituted(type))) ? Constant.Of(tested == value) : null;

    /// <summary>True if a type parameter in the type stands for itself.</summary>
    internal static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is { } outer && IsOpen(outer)),
        _ => false,
    };

    /// <summary><c>(double)(object)x</c> where x is a double: generic code writes so what C# has no conversion for.</summary>
    private IOperation? Unboxed(IConversionOperation o) =>
        o.Operand is IConversionOperation { Type.SpecialType: SpecialType.System_Object, Operand: { Type: not null } boxed } && TypeOf(boxed) is ScalarType type && type == TypeOf(o) ? boxed : null;
}
