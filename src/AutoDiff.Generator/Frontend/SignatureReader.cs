using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Frontend;

/// <summary>The signature of a method that bears <c>[Differentiable]</c>, from its symbol.</summary>
internal static class SignatureReader
{
    private static readonly SymbolDisplayFormat TypeName = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Constraints =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    // With annotations: null is an argument like any other for double[]?, and only for that.
    private static readonly SymbolDisplayFormat Annotated =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    // The flags of DerivativeModes.
    private const int Reverse = 1, Forward = 2, Value = 4;

    /// <summary>What stands in the way of an instance method, and what to do about it; null for static methods, and where nothing does.</summary>
    public static (string Kind, string Advice)? InstanceProblem(IMethodSymbol method) => method switch
    {
        { IsStatic: true } or { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } => null,
        { ContainingType.IsRefLikeType: true } => ("an instance member of a ref struct", "make it static and pass what it reads as parameters"),
        { ContainingType.TypeKind: TypeKind.Struct } when HasSelf(method) && Dispatch.Implemented(method).Any() =>
            ("a member of a struct with differentiable fields that implements one of an interface", "make the type a class, or call it without the interface"),
        { MethodKind: MethodKind.PropertyGet } when Dispatch.CanBeOverridden(method) => ("a property or indexer that a derived type can override", "make it a method, or seal it"),
        _ => null,
    };

    /// <summary>Null for what can have no generated members yet: ref returns.</summary>
    public static MethodModel? Read(IMethodSymbol method)
    {
        if (InstanceProblem(method) is not null || method.RefKind != RefKind.None || !IsTarget(method)) return null;
        if (method.GetDocumentationCommentId() is not { } id) return null;
        RequestModel request = Dispatch.RequestOf(method);
        return Of(method, id) with
        {
            IsStatic = method.IsStatic,
            IsReadOnly = method.IsReadOnly && method.ContainingType is { TypeKind: TypeKind.Struct, IsReadOnly: false },
            Self = HasSelf(method) ? SelfOf(method) : null,
            Dispatch = Dispatch.Of(method),
            ReachesModules = ReachesModules(method),
            HasReverse = request.HasReverse,
            IsStrict = Attribute(method, "DifferentiableAttribute")?.NamedArguments.Any(a => a is { Key: "Strict", Value.Value: true }) == true,
            HasForward = request.HasForward,
            HasValue = request.HasValue,
            Order = request.Order,
        };
    }

    private static MethodModel Of(IMethodSymbol method, string id) => new(
        method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(),
        ContainingTypes(method).Reverse().ToEquatableArray(),
        Escape(NameOf(method)),
        SyntaxFacts.GetText(method.DeclaredAccessibility),
        method.ReturnType.ToDisplayString(Annotated),
        !method.ReturnsVoid && TypeMapping.IsDifferentiable(method.ReturnType),
        method.Parameters.Select(Read).ToEquatableArray(),
        id)
    {
        IsCheckpoint = IsCheckpoint(method),
        Reference = ReferenceTo(method),
        TypeParameters = TypeParameters(method),
    };

    /// <summary>A struct's <c>this</c> as a parameter.</summary>
    private static ParameterModel SelfOf(IMethodSymbol method) =>
        new(method.ContainingType.ToDisplayString(Annotated), SelfName(method), IsSelfReadOnly(method) ? PassingMode.Value : PassingMode.Ref, null, true) { Struct = Structure(method.ContainingType) };

    /// <summary>True for a member of a struct that cannot change it.</summary>
    public static bool IsSelfReadOnly(IMethodSymbol method) => method.IsReadOnly || method.ContainingType.IsReadOnly;

    /// <summary>The signature of a method as that of a static one in the class beside a method that calls it: with what it is called on first, and with what its functions take from around the call.</summary>
    /// <param name="types">What its type parameters stand for, if it is a local function.</param>
    public static MethodModel ReadBeside(CalledMethod called, string name, TypeArguments types)
    {
        IMethodSymbol method = called.Symbol;
        MethodModel model = Of(method, method.GetDocumentationCommentId() ?? "");
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            ITypeSymbol returns = types.Apply(method.ReturnType);
            model = model with
            {
                ReturnType = returns.ToDisplayString(Annotated),
                IsResultDifferentiable = !method.ReturnsVoid && TypeMapping.IsDifferentiable(returns),
                Parameters = model.Parameters.Zip(method.Parameters, (p, symbol) => Typed(p, types.Apply(symbol.Type))).ToEquatableArray(),
                Origin = $"<c>{method.Name}</c>",
            };
        }
        ParameterModel[] self = method is { IsStatic: true } or { MethodKind: MethodKind.LocalFunction } ? [] : [HasSelf(method) ? SelfOf(method) : new(method.ContainingType.ToDisplayString(Annotated), SelfName(method), PassingMode.Value, null, false)];
        IEnumerable<ParameterModel> captured = called.Closure.Variables.Select(v => new ParameterModel(v.Type.ToDisplayString(Annotated), Escape(v.Name), v.Passing, null, v.IsDifferentiable) { Struct = Structure(v.Type) });
        EquatableArray<ParameterModel> parameters =
        [
            .. self.SelectMany(p => Apart(p, HasSelf(method) ? method.ContainingType : null)),
            .. model.Parameters.Zip(method.Parameters, (p, symbol) => (Model: p, Symbol: symbol)).Where(p => !called.Closure.Binds(p.Symbol)).SelectMany(p => Apart(p.Model, types.Apply(p.Symbol.Type))),
            .. captured.Zip(called.Closure.Variables, (p, v) => (Model: p, v.Type)).SelectMany(p => Apart(p.Model, p.Type)),
        ];
        return model with
        {
            Name = name,
            Accessibility = "internal",
            Parameters = parameters,
            Origin = model.Origin ?? (parameters.Count == model.Parameters.Count && !called.HasOtherForm ? null : $"<c>{method.ContainingType.Name}.{method.Name}</c>"),
        };
    }

    private static IEnumerable<ParameterModel> Apart(ParameterModel parameter, ITypeSymbol? type) => type is null || TypeMapping.PassedApart(type) is not { } whole
        ? [parameter]
        : whole.Leaves.Zip(MethodLowering.NamesApart(parameter.PlainName, whole), (leaf, name) =>
            new ParameterModel(leaf.Type + (leaf.Type is Ir.ArrayType ? "?" : ""), Escape(name), PassingMode.Value, null, parameter.IsDifferentiable && leaf.Type.CarriesFloat));

    private static ParameterModel Typed(ParameterModel parameter, ITypeSymbol type) =>
        parameter with { Type = type.ToDisplayString(Annotated), Struct = Structure(type), IsDifferentiable = parameter.IsDifferentiable && TypeMapping.IsDifferentiable(type) };

    private static TypeParametersModel TypeParameters(IMethodSymbol method)
    {
        // What type arguments are given to has none left.
        if (!SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)) return TypeParametersModel.None;
        ITypeParameterSymbol[] numbers = [.. Scope().Where(TypeMapping.IsDifferentiable)];
        IEnumerable<string> clauses = method.ToDisplayString(Constraints).Split([" where "], StringSplitOptions.None).Skip(1);
        return new(
            method.IsGenericMethod ? $"<{string.Join(", ", method.TypeParameters.Select(p => Escape(p.Name)))}>" : "",
            clauses.Select(clause => "where " + clause).ToEquatableArray(),
            [.. numbers.Select(p => Escape(p.Name))])
        {
            MayBeComplex = [.. numbers.Where(p => TypeMapping.Map(p) is TypeParameterType { Interfaces: var known } && !known.Contains("INumber") && !known.Contains("IComparisonOperators")).Select(p => Escape(p.Name))],
        };

        IEnumerable<ITypeParameterSymbol> Scope()
        {
            foreach (ITypeParameterSymbol parameter in method.TypeParameters) yield return parameter;
            for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
                foreach (ITypeParameterSymbol parameter in type.TypeParameters) yield return parameter;
        }
    }

    /// <summary>The kinds of members that have derivatives: methods, getters, operators and conversions.</summary>
    public static bool IsTarget(IMethodSymbol method) => method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.UserDefinedOperator or MethodKind.Conversion;

    /// <summary>True for an instance member of a struct that carries a derivative: its <c>this</c> is a parameter.</summary>
    public static bool HasSelf(IMethodSymbol method) => method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet } && TypeMapping.IsDifferentiable(method.ContainingType);

    /// <summary>True if the method takes a module or a parameter of one, or is a member of a module: the gradients of the parameters that it reads are theirs.</summary>
    public static bool ReachesModules(IMethodSymbol method) =>
        (!method.IsStatic && TypeMapping.IsModule(method.ContainingType)) || method.Parameters.Any(p => !HasNoGradient(p) && (TypeMapping.IsModule(p.Type) || TypeMapping.IsParameter(p.Type)));

    /// <summary>The name of the parameter that a struct's <c>this</c> is.</summary>
    public static string SelfName(IMethodSymbol method) => VjpNames.Unique("self", new HashSet<string>(method.Parameters.Select(p => p.Name)));

    /// <summary>The name after which the derivatives are called.</summary>
    public static string NameOf(IMethodSymbol method) => method.AssociatedSymbol is IPropertySymbol property ? property.MetadataName : method.MethodKind == MethodKind.AnonymousFunction ? "lambda" : method.Name;

    private static string? ReferenceTo(IMethodSymbol method) => method switch
    {
        { AssociatedSymbol: IPropertySymbol { IsIndexer: true } } => "this[]",
        { AssociatedSymbol: IPropertySymbol property } => property.Name,
        { MethodKind: MethodKind.Conversion } => $"{(method.Name.Contains("Explicit") ? "explicit" : "implicit")} operator {TypeMapping.Text(method.ReturnType).Replace('<', '{').Replace('>', '}')}",
        { MethodKind: MethodKind.UserDefinedOperator } => "operator " + SyntaxFacts.GetText(SyntaxFacts.GetOperatorKind(method.Name)),
        _ => null,
    };

    /// <summary>The signature of any function, a lambda too, as that of a method of a type of its own among the generated ones.</summary>
    public static MethodModel ReadElsewhere(IMethodSymbol function, string @namespace, string type, string name, string id) => new(
        @namespace,
        [new("class", type)],
        name,
        "public",
        function.ReturnType.ToDisplayString(Annotated),
        !function.ReturnsVoid && TypeMapping.IsDifferentiable(function.ReturnType),
        function.Parameters.Select(Read).ToEquatableArray(),
        id);

    /// <summary>True if the attribute, or that of a method which this one overrides, asks for forward mode.</summary>
    public static bool HasForward(IMethodSymbol method) => Dispatch.RequestOf(method).HasForward;

    /// <summary>What the method's own attribute asks for.</summary>
    public static RequestModel Request(IMethodSymbol method)
    {
        int modes = Setting(method, "Modes", Reverse);
        return new((modes & Reverse) != 0, (modes & Forward) != 0, Setting(method, "Order", 1)) { HasValue = (modes & Value) != 0 };
    }

    /// <summary>True if the method bears <c>[Differentiable]</c>.</summary>
    public static bool IsDifferentiable(IMethodSymbol method) => HasAttribute(method, "DifferentiableAttribute");

    private static int Setting(IMethodSymbol method, string name, int otherwise) =>
        Attribute(method, "DifferentiableAttribute")?.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value is int value ? value : otherwise;

    /// <summary>True if the parameter has a gradient: by its type, and without <c>[NoGradient]</c>.</summary>
    public static bool IsDifferentiable(IParameterSymbol parameter) => TypeMapping.IsDifferentiable(parameter.Type) && !HasNoGradient(parameter) && !Dispatch.IsConstant(parameter);

    /// <summary>True if the parameter, field or property bears <c>[NoGradient]</c>.</summary>
    public static bool HasNoGradient(ISymbol symbol) => HasAttribute(symbol, "NoGradientAttribute");

    /// <summary>True if the method is run again in the reverse sweep.</summary>
    public static bool IsCheckpoint(IMethodSymbol method) => HasAttribute(method, "CheckpointAttribute");

    /// <summary>True if the symbol bears an attribute of namespace <c>AutoDiff</c>.</summary>
    public static bool HasAttribute(ISymbol symbol, string name) => Attribute(symbol, name) is not null;

    /// <summary>True if the type is one of the runtime's.</summary>
    public static bool IsOfAutoDiff(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true };

    // What stands on a property is said of its getter.
    private static AttributeData? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } type && type.Name == name && IsOfAutoDiff(type))
        ?? (symbol is IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } ? Attribute(property, name) : null);

    /// <summary>True for the members that the generator adds, and for their stubs.</summary>
    public static bool IsGenerated(ISymbol member) => member.GetAttributes().Any(a =>
        a.AttributeClass?.Name == "GeneratedCodeAttribute" && a.ConstructorArguments is [{ Value: "AutoDiff.Generator" }, ..]);

    private static IEnumerable<TypeModel> ContainingTypes(IMethodSymbol method) => TypesAround(method.ContainingType);

    /// <summary>A type and those that contain it, innermost first.</summary>
    public static IEnumerable<TypeModel> TypesAround(INamedTypeSymbol? innermost)
    {
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType)
            yield return new(Keyword(type), type.ToDisplayString(TypeName));
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    private static ParameterModel Read(IParameterSymbol parameter) => new(
        parameter.Type.ToDisplayString(Annotated),
        Escape(parameter.Name),
        parameter.RefKind switch
        {
            RefKind.Ref => PassingMode.Ref,
            RefKind.Out => PassingMode.Out,
            RefKind.None => PassingMode.Value,
            _ => PassingMode.In,
        },
        parameter.HasExplicitDefaultValue ? Literal(parameter.ExplicitDefaultValue, parameter.Type) : null,
        IsDifferentiable(parameter))
    {
        Struct = Structure(parameter.Type),
    };

    private static StructModel? Structure(ITypeSymbol type) => TypeMapping.Map(type) is Ir.StructType s
        ? new(s.Construction, s.Leaves.Select(l => new LeafModel(l.Path, l.Type.ToString(), l.Type.CarriesFloat)).ToEquatableArray())
        : null;

    /// <summary>A name as C# writes it: with <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Literal(object? value, ITypeSymbol type) => value switch
    {
        null => "default",
        _ when type.TypeKind == TypeKind.Enum => $"({TypeMapping.Text(type)})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
        double d => Special(d, "double") ?? SyntaxFactory.Literal(d).Text + "d",
        float f => Special(f, "float") ?? SyntaxFactory.Literal(f).Text,
        decimal m => SyntaxFactory.Literal(m).Text,
        long l => l + "L",
        ulong u => u + "UL",
        uint u => u + "U",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };

    private static string? Special(double value, string type) =>
        double.IsNaN(value) ? type + ".NaN" : double.IsPositiveInfinity(value) ? type + ".PositiveInfinity" : double.IsNegativeInfinity(value) ? type + ".NegativeInfinity" : null;
}
