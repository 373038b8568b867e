using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Parameters by reference: what they refer to is read into a variable on entry and written back where the method ends, by a return or a throw. (They
/// share no memory with other arguments: that is checked on entry.)
/// </summary>
internal sealed partial class MethodLowering
{
    private readonly List<(Value Reference, Place Place, Operand? Initial)> _references = [];

    private Place? _self;

    private static bool IsReference(IParameterSymbol symbol) => symbol.RefKind != RefKind.None && TypeMapping.Map(symbol.Type) is ScalarType or StructType;

    private void CheckReference(IParameterSymbol parameter)
    {
        // What is only read may as well be passed by value.
        if (parameter.RefKind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter || (IsReference(parameter) && !TypeMapping.HoldsTensors(Substituted(parameter.Type)))) return;
        string keyword = parameter.RefKind == RefKind.Out ? "an out" : "a ref";
        Unsupported(parameter.Locations[0], $"{keyword} parameter of type {parameter.Type.ToDisplayString()}", "pass it by value and return the result, or write to a Span<double>");
    }

    /// <summary>A struct's <c>this</c>: by reference, where the member may change it.</summary>
    private IEnumerable<Parameter> BindSelf()
    {
        IrType type = TypeMapping.Map(_method.ContainingType);
        bool isReadOnly = SignatureReader.IsSelfReadOnly(_method);
        string name = SignatureReader.SelfName(_method);
        if (_beside is not null && TypeMapping.PassedApart(_method.ContainingType) is { } whole)
        {
            (_self, Parameter[] leaves) = BindApart(whole, ParameterRole.Differentiable, name);
            return leaves;
        }
        Value value = _builder.Fresh(isReadOnly ? type : new RefType(type), name);
        if (isReadOnly) _separate.Add(value.Id);
        Operand initial = Read(ElementAt(value, []));
        _self = Copied(initial, name);
        if (!isReadOnly) _references.Add((value, _self, initial));
        return [new(value, ParameterRole.Differentiable)];
    }

    /// <summary>A struct whose leaves are parameters.</summary>
    private (Place Place, Parameter[] Leaves) BindApart(StructType type, ParameterRole role, string name)
    {
        Place place = NewPlace(name, type);
        Parameter[] leaves = [.. type.Leaves.Zip(NamesApart(name, type), (leaf, text) => new Parameter(_builder.Fresh(leaf.Type, text), leaf.Type.CarriesFloat ? role : ParameterRole.Constant))];
        foreach (Parameter leaf in leaves)
        {
            _separate.Add(leaf.Value.Id);
            if (leaf.Role == ParameterRole.Constant) _constantMemory.Add(leaf.Value.Id);
        }
        Write(place, new Aggregate(type, leaves.Select(Operand (l) => l.Value).ToEquatableArray()));
        return (place, leaves);
    }

    /// <summary>What the leaves of a struct are called as parameters.</summary>
    internal static IEnumerable<string> NamesApart(string name, StructType type)
    {
        HashSet<string> taken = [name];
        return [.. type.Leaves.Select(leaf => VjpNames.Unique(LeafName(name, leaf)!, taken))];
    }

    private Parameter BindReference(ISymbol symbol, ITypeSymbol declared, RefKind kind, ParameterRole role, string name)
    {
        IrType type = declared.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(declared) : TypeMapping.Map(declared);
        Value reference = _builder.Fresh(new RefType(type), name);
        Place place = NewPlace(name, TypeMapping.Map(declared));
        Operand? initial = kind == RefKind.Out ? null
            : type is StructType ? Read(ElementAt(reference, []))
            : Converted(_builder.Load(name, reference), place.Type);
        _places[symbol] = place;
        if (initial is not null) Write(place, initial);
        if (kind is RefKind.Ref or RefKind.Out) _references.Add((reference, place, initial));
        return new(reference, role);
    }

    private void WriteReferencesBack()
    {
        foreach ((Value reference, Place place, Operand? initial) in _references)
        {
            if (reference.Type.Element is not StructType)
            {
                if (!Read(place).Equals(initial)) _builder.Store(reference, Converted(Read(place), reference.Type.Element!));
                continue;
            }
            Aggregate value = (Aggregate)Read(place);
            for (int i = 0; i < value.Leaves.Count; i++)
                if (!value.Leaves[i].Equals((initial as Aggregate)?.Leaves[i])) _builder.Store(reference, value.Leaves[i], Constant.Of(i));
        }
    }

    private static ParameterRole RoleOf(IParameterSymbol symbol) =>
        SignatureReader.IsDifferentiable(symbol) ? ParameterRole.Differentiable : ParameterRole.Constant;
}
