using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Parameters by reference: what they refer to is read into a variable on entry and written back where the method ends, by a return or a throw. (They
/// share no memory with other arguments: that is checked on entry.)
/// </summary>
internal sealed partial class MethodLowering
{
    private readonly List<(Value Reference, Variable Variable, Operand? Initial)> _references = [];

    private static bool IsReference(IParameterSymbol symbol) => symbol.RefKind != RefKind.None && TypeMapping.Map(symbol.Type) is ScalarType;

    private void CheckReference(IParameterSymbol parameter)
    {
        // What is only read may as well be passed by value.
        if (parameter.RefKind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter || IsReference(parameter)) return;
        string keyword = parameter.RefKind == RefKind.Out ? "an out" : "a ref";
        Unsupported(parameter.Locations[0], $"{keyword} parameter of type {parameter.Type.ToDisplayString()}", "pass it by value and return the result, or write to a Span<double>");
    }

    private Parameter BindReference(IParameterSymbol symbol)
    {
        bool isEnum = symbol.Type.TypeKind == TypeKind.Enum;
        Value reference = _builder.Fresh(new RefType(isEnum ? TypeMapping.Opaque(symbol.Type) : TypeMapping.Map(symbol.Type)), symbol.Name);
        Variable variable = new(symbol.Name, TypeMapping.Map(symbol.Type));
        Operand? initial = symbol.RefKind == RefKind.Out ? null : Converted(_builder.Load(symbol.Name, reference), variable.Type);
        _places[symbol] = new VariablePlace(variable);
        _values[variable] = initial ?? variable.Undefined;
        if (symbol.RefKind is RefKind.Ref or RefKind.Out) _references.Add((reference, variable, initial));
        return new(reference, RoleOf(symbol));
    }

    private void WriteReferencesBack()
    {
        foreach ((Value reference, Variable variable, Operand? initial) in _references)
            if (!_values[variable].Equals(initial)) _builder.Store(reference, Converted(_values[variable], reference.Type.Element!));
    }

    private static ParameterRole RoleOf(IParameterSymbol symbol) =>
        TypeMapping.IsDifferentiable(symbol.Type) && !SignatureReader.HasNoGradient(symbol) ? ParameterRole.Differentiable : ParameterRole.Constant;
}
