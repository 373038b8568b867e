using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>C# types to IR types.</summary>
internal static class TypeMapping
{
    /// <summary>The IR type of a C# type; an <see cref="OpaqueType"/> for all that is constant for differentiation.</summary>
    public static IrType Map(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => Map(((INamedTypeSymbol)type).EnumUnderlyingType!),
        IArrayTypeSymbol array when IsElement(array.ElementType) && array.ElementType.TypeKind != TypeKind.Enum =>
            new ArrayType(Map(array.ElementType), array.Rank),
        INamedTypeSymbol named when IsSpan(named) && IsElement(named.TypeArguments[0]) && named.TypeArguments[0].TypeKind != TypeKind.Enum =>
            new SpanType(Map(named.TypeArguments[0]), named.Name == "ReadOnlySpan"),
        INamedTypeSymbol named when IsTensor(named) && Map(named.TypeArguments[0]).Number is { } element => new TensorType(element),
        ITypeParameterSymbol parameter when NumberInterfaces(parameter) is { Count: > 0 } interfaces => new TypeParameterType(Text(parameter), interfaces),
        _ => Scalar(type) is { } kind ? new ScalarType(kind) : StructLayout.Of(type) is { Type: var flattened } ? flattened : Opaque(type),
    };

    private static bool IsElement(ITypeSymbol type) => Map(type) is ScalarType or ArrayType or StructType { IsOpen: true } or TensorType { IsContinuous: true };

    /// <summary>The type by name, without a look at its meaning: how an enum stands outside the IR.</summary>
    public static OpaqueType Opaque(ITypeSymbol type) => new(Text(type)) { IsStorable = type is { IsRefLikeType: false, IsAnonymousType: false, TypeKind: not TypeKind.Pointer } };

    /// <summary>Fully qualified with <c>global::</c>.</summary>
    public static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary><c>&lt;double, int&gt;</c>; empty for none.</summary>
    public static string Arguments(IEnumerable<ITypeSymbol> types) => types.Any() ? $"<{string.Join(", ", types.Select(Text))}>" : "";

    public static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary><c>Span&lt;T&gt;</c> or <c>ReadOnlySpan&lt;T&gt;</c>.</summary>
    public static bool IsSpan(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary><c>Tensor&lt;T&gt;</c>.</summary>
    public static bool IsTensor(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Tensor", Arity: 1, ContainingNamespace: { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary><c>Parameter&lt;T&gt;</c> of a module: an object that holds a tensor and its gradient.</summary>
    public static bool IsParameter(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Parameter", Arity: <= 1 } named && SignatureReader.IsOfAutoDiff(named);

    /// <summary>True for a <c>Module</c>.</summary>
    public static bool IsModule(ITypeSymbol? type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
            if (t is INamedTypeSymbol { Name: "Module", Arity: 0 } named && SignatureReader.IsOfAutoDiff(named)) return true;
        return false;
    }

    /// <summary>The types of the runtime that say how tensors are laid out: constants.</summary>
    public static bool IsTensorConstant(ITypeSymbol type) => type.Name is "TensorShape" or "Axes" or "TensorIndex" or "Device" or "TensorRandom" or "SlidingWindow";

    /// <summary>True for the types of the runtime whose members compute with tensors.</summary>
    public static bool IsOfTensors(INamedTypeSymbol? type) =>
        type is not null && SignatureReader.IsOfAutoDiff(type) && (type.Name is "Tensor" || IsParameter(type) || IsTensorConstant(type));

    /// <summary>True if values of the type carry a derivative: floats, type parameters of numbers, and arrays, spans and structs of them.</summary>
    public static bool IsDifferentiable(ITypeSymbol type) => Map(type).CarriesFloat;

    /// <summary>The type if it is a struct that generated code cannot put together, or whose arrays have cotangents of their own: a call by contract passes its leaves one by one.</summary>
    public static StructType? PassedApart(ITypeSymbol type) => Map(type) is StructType s && (!s.IsOpen || s.Leaves.Any(l => l.Type.IsMemory)) ? s : null;

    /// <summary>True for a struct that cannot be passed by reference: what it refers to has cotangents of its own, or the parts cannot be put together.</summary>
    public static bool IsPassedByValue(ITypeSymbol type) => PassedApart(type) is not null || HoldsTensors(type);

    /// <summary>True for a struct or tuple that holds tensors.</summary>
    public static bool HoldsTensors(ITypeSymbol type) => Map(type) is StructType s && s.Leaves.Any(l => l.Type is TensorType);

    /// <summary>True for an array or span that has tensors at its bottom.</summary>
    public static bool HoldsTensors(IrType type) => type.IsIndexed && (type.Element is TensorType || HoldsTensors(type.Element!));

    /// <summary>As <see cref="Refusal"/>, for a type by which values come into a method or go out of it.</summary>
    public static string? BoundaryRefusal(ITypeSymbol type) => Refusal(type) ?? (Map(type) switch
    {
        StructType { NullableOf: not null } => "a nullable floating-point value",
        StructType { IsOpen: false } => "a struct whose fields are private, or which has no constructor for them",
        StructType s when s.Leaves.Any(l => l.Type is SpanType) => "a struct that holds spans",
        StructType s when s.Leaves.Any(l => HoldsTensors(l.Type)) => "a struct that holds arrays of tensors",
        _ => null,
    });

    /// <summary>
    /// The name of the kind of type if values of it could carry a derivative in a way that is not supported, so that taking them for constants would
    /// be a silent zero: structs that can't be taken apart, type parameters, pointers, <c>dynamic</c>.
    /// </summary>
    public static string? Refusal(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => NumberInterfaces(parameter).Count > 0 ? null : "a type parameter",
        _ when IsHalf(type) || Map(type) is StructType => null,
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "a pointer",
        { TypeKind: TypeKind.Dynamic } => "dynamic",
        IArrayTypeSymbol array => ElementRefusal(array.ElementType),
        { SpecialType: SpecialType.System_Decimal } => null,
        INamedTypeSymbol named when IsSpan(named) => ElementRefusal(named.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => CarriesFloat(e.Type)) ? "a tuple with floating-point elements" : null,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => CarriesFloat(nullable.TypeArguments[0]) ? "a nullable floating-point value" : null,
        { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } when CarriesFloat(type) => "a struct with floating-point fields",
        { TypeKind: TypeKind.Enum } => null,
        { ContainingNamespace: { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true } } => Map(type) is TensorType || type.Name is "RetainedGradient" or "RetainedTensorGradient" || IsTensorConstant(type) || IsParameter(type) || IsModule(type) ? null : "a type of AutoDiff",
        _ => null,
    };

    private static string? ElementRefusal(ITypeSymbol element) => HoldsTensors(element) ? "structs that hold tensors, side by side" : BoundaryRefusal(element);

    /// <summary>True if there is a float somewhere in the type.</summary>
    public static bool CarriesFloat(ITypeSymbol type) => CarriesFloat(type, 8);

    private static bool CarriesFloat(ITypeSymbol type, int depth) =>
        type is { SpecialType: SpecialType.System_Double or SpecialType.System_Single } or ITypeParameterSymbol
        || IsHalf(type) || IsComplex(type)
        || (IsTensor(type) && CarriesFloat(((INamedTypeSymbol)type).TypeArguments[0], depth))
        || (type is IArrayTypeSymbol array && depth > 0 && CarriesFloat(array.ElementType, depth - 1))
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None or SpecialType.System_Nullable_T } named && depth > 0
            && (named.TypeArguments.Any(t => CarriesFloat(t, depth - 1))
                || named.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && !f.IsConst && CarriesFloat(f.Type, depth - 1))));

    private static ScalarKind? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => ScalarKind.Boolean,
        SpecialType.System_SByte => ScalarKind.SByte,
        SpecialType.System_Byte => ScalarKind.Byte,
        SpecialType.System_Int16 => ScalarKind.Int16,
        SpecialType.System_UInt16 => ScalarKind.UInt16,
        SpecialType.System_Int32 => ScalarKind.Int32,
        SpecialType.System_UInt32 => ScalarKind.UInt32,
        SpecialType.System_Int64 => ScalarKind.Int64,
        SpecialType.System_UInt64 => ScalarKind.UInt64,
        SpecialType.System_IntPtr => ScalarKind.NInt,
        SpecialType.System_UIntPtr => ScalarKind.NUInt,
        SpecialType.System_Char => ScalarKind.Char,
        SpecialType.System_Single => ScalarKind.Single,
        SpecialType.System_Double => ScalarKind.Double,
        _ => IsHalf(type) ? ScalarKind.Half : null,
    };

    /// <summary><c>System.Numerics.Complex</c> or the runtime's <c>Complex64</c>: their fields are not to be seen in a reference assembly.</summary>
    public static bool IsComplex(ITypeSymbol type) => type is { Name: "Complex", ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
        || type is INamedTypeSymbol { Name: "Complex64", Arity: 0 } named && SignatureReader.IsOfAutoDiff(named);

    private static bool IsHalf(ITypeSymbol type) => type is { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>
    /// The interfaces of <c>System.Numerics</c> over a type parameter that its constraints give, by name. None if it is not constrained to a
    /// number that is no integer.
    /// </summary>
    private static EquatableArray<string> NumberInterfaces(ITypeParameterSymbol parameter)
    {
        HashSet<string> names = [];
        foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
            foreach (INamedTypeSymbol face in constraint.AllInterfaces.Concat(constraint is INamedTypeSymbol named ? [named] : []))
                if (IsOver(face, parameter)) names.Add(face.Name);
        return names.Contains("INumberBase") && !names.Contains("IBinaryInteger") ? names.OrderBy(n => n, StringComparer.Ordinal).ToEquatableArray() : EquatableArray<string>.Empty;
    }

    private static bool IsOver(INamedTypeSymbol face, ITypeParameterSymbol parameter) =>
        face is { ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }, TypeArguments: [var argument, ..] }
        && SymbolEqualityComparer.Default.Equals(argument, parameter);
}
