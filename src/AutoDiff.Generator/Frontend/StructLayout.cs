using System.Runtime.CompilerServices;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// How a struct or tuple is taken apart into its leaves and put together again. Only structs that can carry a derivative, and tuples, have a layout: the others
/// are constants, seen as a whole.
/// </summary>
internal sealed class StructLayout
{
    private static readonly ConditionalWeakTable<ITypeSymbol, Entry> Known = new();

    [ThreadStatic]
    private static HashSet<ITypeSymbol>? t_open;

    private StructLayout(StructType type, EquatableArray<Member> members) => (Type, Members) = (type, members);

    /// <summary>A field, or the property that it stands behind: its leaves are those from <paramref name="First"/>.</summary>
    internal sealed record Member(string Name, IrType Type, ITypeSymbol Symbol, int First)
    {
        public int Count => Type is StructType s ? s.Leaves.Count : 1;
    }

    public StructType Type { get; }

    public EquatableArray<Member> Members { get; }

    /// <summary>The layout of a type; null if it has none.</summary>
    public static StructLayout? Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, EnumUnderlyingType: null } named || named.SpecialType is not (SpecialType.None or SpecialType.System_Nullable_T) || TypeMapping.IsSpan(type)) return null;
        if (Known.TryGetValue(named, out Entry? known)) return known.Layout;
        // A struct that holds an array of its own kind is not taken apart a second time.
        t_open ??= new(SymbolEqualityComparer.Default);
        if (!t_open.Add(named)) return null;
        try
        {
            StructLayout? layout = Make(named);
            return Known.GetValue(named, _ => new(layout)).Layout;
        }
        finally
        {
            t_open.Remove(named);
        }
    }

    /// <summary>The member that a field or property means; null if it is none of the layout.</summary>
    public Member? Find(ISymbol symbol)
    {
        string name = symbol is IFieldSymbol field ? NameOf(field) : symbol.Name;
        foreach (Member member in Members)
            if (member.Name == name) return member;
        return null;
    }

    private static StructLayout? Make(INamedTypeSymbol type)
    {
        Part[]? parts = type.IsTupleType ? [.. type.TupleElements.Select(e => new Part(NameOf(e), NameOf(e), e.Type, true, IsVariable: true))] : PartsOf(type);
        if (parts is null || parts.Length == 0 || !(type.IsTupleType || TypeMapping.CarriesFloat(type))) return null;
        List<Member> members = [];
        List<Leaf> leaves = [];
        List<string> constructions = [];
        foreach (Part part in parts)
        {
            IrType mapped = part.Type.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(part.Type) : TypeMapping.Map(part.Type);
            if (mapped is OpaqueType && TypeMapping.Refusal(part.Type) is not null) return null;
            members.Add(new(part.Name, mapped, part.Type, leaves.Count));
            if (mapped is StructType inner)
            {
                constructions.Add(inner.ConstructionFrom(leaves.Count));
                leaves.AddRange(inner.Leaves.Select(l =>
                    new Leaf(part.Path.Length == 0 || l.Path.Length == 0 ? "" : $"{part.Path}.{l.Path}", l.Type, l.IsAssignable && part.IsVariable) { Name = $"{part.LeafName}.{l.Name}".Trim('.') }));
            }
            else
            {
                constructions.Add($"{{{leaves.Count}}}");
                leaves.Add(new(part.Path, mapped, part.IsField) { Name = part.LeafName });
            }
        }
        StructType result = new(TypeMapping.Text(type), leaves, Construction(type, parts, constructions) ?? "") { NullableOf = TypeMapping.IsNullable(type) ? members[1].Type : null };
        return new(result, members);
    }

    // ---- Fields ----

    /// <param name="Path">Empty if generated code can't read it.</param>
    /// <param name="IsField">A field, or a property, that can be assigned in place.</param>
    /// <param name="IsVariable">A field, of which parts can be assigned too: what a property gives is a copy.</param>
    private sealed record Part(string Name, string Path, ITypeSymbol Type, bool IsField, bool IsSettable = true, bool IsVariable = false)
    {
        public string LeafName { get; init; } = BareName(Name);
    }

    /// <summary>_scale and m_scale are called scale.</summary>
    internal static string BareName(string name) => name.StartsWith("m_", StringComparison.Ordinal) ? name.Substring(2) : name.TrimStart('_');

    private static string NameOf(IFieldSymbol field) => (field.AssociatedSymbol ?? field.CorrespondingTupleField ?? field).Name;

    private static Part[]? PartsOf(INamedTypeSymbol type)
    {
        if (TypeMapping.IsComplex(type))
            return [.. new[] { "Real", "Imaginary" }.Select(name => new Part(name, name, type.GetMembers(name).OfType<IPropertySymbol>().Single().Type, false, false))];
        // Its gradient would be one more value that may be missing: it has no construction, so that it stays inside a method.
        if (TypeMapping.IsNullable(type))
            return [new("HasValue", "HasValue", type.GetMembers("HasValue").OfType<IPropertySymbol>().Single().Type, false, false), new("value", "GetValueOrDefault()", type.TypeArguments[0], false, false) { LeafName = "" }];
        IFieldSymbol[] fields = [.. type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst)];
        bool isSource = !type.DeclaringSyntaxReferences.IsEmpty;
        // Of a struct in another assembly private fields may be hidden.
        if (fields.Any(f => f.IsFixedSizeBuffer || f.RefKind != RefKind.None || (!isSource && !IsVisible(f, isSource)))) return null;
        return [.. fields.Select(f => PartOf(f, isSource))];
    }

    private static Part PartOf(IFieldSymbol field, bool isSource)
    {
        if (field.AssociatedSymbol is IPropertySymbol property)
        {
            bool isReadable = IsVisible(property, isSource), isSettable = property.SetMethod is { } set && IsVisible(set, isSource);
            return new(property.Name, isReadable ? property.Name : "", field.Type, isSettable && !property.SetMethod!.IsInitOnly, isSettable);
        }
        bool isOpen = IsVisible(field, isSource);
        string path = isOpen ? field.Name : field.ContainingType.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => IsVisible(p, isSource) && Exposes(p, field))?.Name ?? "";
        return new(field.Name, path, field.Type, isOpen && !field.IsReadOnly, isOpen && !field.IsReadOnly, isOpen && !field.IsReadOnly);
    }

    private static bool IsVisible(ISymbol member, bool isSource) =>
        member.DeclaredAccessibility == Accessibility.Public || (isSource && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);

    // public double X => _x;
    private static bool Exposes(IPropertySymbol property, IFieldSymbol field) =>
        property is { IsStatic: false, IsIndexer: false } && property.DeclaringSyntaxReferences is [var reference, ..]
        && reference.GetSyntax() is PropertyDeclarationSyntax syntax
        && (syntax.ExpressionBody ?? syntax.AccessorList?.Accessors.FirstOrDefault(a => a.Keyword.ValueText == "get")?.ExpressionBody)?.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText == field.Name,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText == field.Name,
            _ => false,
        };

    // ---- Construction ----

    /// <summary>By a constructor whose parameters are named after the fields, or by an object initialiser, or both; null if there is no way.</summary>
    private static string? Construction(INamedTypeSymbol type, Part[] parts, List<string> values)
    {
        if (values.Contains("") || TypeMapping.IsNullable(type)) return null;
        if (type.IsTupleType) return $"({string.Join(", ", values)})";
        bool isSource = !type.DeclaringSyntaxReferences.IsEmpty;
        string name = TypeMapping.Text(type);
        bool allSettable = parts.All(p => p.IsSettable);
        foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(c => IsVisible(c, isSource)).OrderByDescending(c => c.Parameters.Length))
        {
            int[] positions = [.. constructor.Parameters.Select(p => Array.FindIndex(parts, part => IsNamedAfter(p, part)))];
            if (positions.Contains(-1) || positions.Distinct().Count() != positions.Length) continue;
            // What a constructor does beyond assigning its parameters is unknown: where all can be set, only records and the platform's types are built by it.
            if (positions.Length > 0 && allSettable && isSource && !type.IsRecord) continue;
            int[] rest = [.. Enumerable.Range(0, parts.Length).Except(positions)];
            if (!rest.All(i => parts[i].IsSettable)) continue;
            string initializer = string.Join(", ", rest.Select(i => $"{parts[i].Name} = {values[i]}"));
            return $"new {name}({string.Join(", ", positions.Select(i => values[i]))})" + (rest.Length == 0 ? "" : $" {{{{ {initializer} }}}}");
        }
        return null;
    }

    private static bool IsNamedAfter(IParameterSymbol parameter, Part part) =>
        SymbolEqualityComparer.Default.Equals(parameter.Type, part.Type) && parameter.RefKind is RefKind.None or RefKind.In
        && string.Equals(parameter.Name.Replace("_", ""), part.Name.Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    private sealed record Entry(StructLayout? Layout);
}
