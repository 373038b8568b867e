using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Patterns on what is constant for differentiation, strings and other objects: their tests are evaluated as they stand.</summary>
internal sealed partial class MethodLowering
{
    /// <summary>Null for a pattern that is none of types and properties.</summary>
    private Operand? LowerOpaquePattern(IPatternOperation pattern, Operand value)
    {
        switch (pattern)
        {
            case ITypePatternOperation p when IsConstantType(p.MatchedType): return Test(p.MatchedType);
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol symbol, MatchedType: { } type } when IsConstantType(type):
                return LowerShortCircuit(true, () => Test(type), () => Matched(symbol, As(type)));
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true } p when IsConstantType(p.MatchedType): return LowerProperties(p);
            default: return null;
        }

        Operand LowerProperties(IRecursivePatternOperation p)
        {
            Operand all = Test(p.MatchedType);
            foreach (IPropertySubpatternOperation part in p.PropertySubpatterns)
            {
                if (part.Member is not IMemberReferenceOperation { Member: var member, Type: { } type } || !IsConstantType(type) || !IsAccessible(member))
                    return Unsupported(part, "the pattern of this member", "test it by itself");
                Operand before = all;
                all = LowerShortCircuit(true, () => before, () => LowerPattern(part.Pattern, Evaluated($"((({TypeMapping.Text(p.MatchedType)}){{0}}).{member.Name})", Map(type))));
            }
            return p.DeclaredSymbol is ILocalSymbol symbol ? LowerShortCircuit(true, () => all, () => Matched(symbol, As(p.MatchedType))) : all;
        }

        Operand Test(ITypeSymbol type) => Evaluated($"({{0}} is {TypeMapping.Text(type)})", IrType.Boolean);

        Operand As(ITypeSymbol type) => Cast(value, type, pattern);

        Operand Evaluated(string text, IrType type) => this.Evaluated(text, value, type, pattern);
    }

    // After o is int n and … the value is one of the narrower type.
    private Operand Cast(Operand value, ITypeSymbol type, IOperation operation) => Evaluated($"(({TypeMapping.Text(type)}){{0}})", value, Map(type), operation);

    private Value Evaluated(string text, Operand value, IrType type, IOperation operation)
    {
        Value result = _builder.Fresh(type);
        _builder.Append(new Invoke(result, text, new[] { value }, Site(operation)));
        return result;
    }

    // Not enums, which stand by their underlying integers inside.
    private bool IsConstantType(ITypeSymbol type) => type.TypeKind != TypeKind.Enum && Map(type) is ScalarType { IsFloat: false } or OpaqueType && TypeMapping.Refusal(Substituted(type)) is null;
}
