using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Structs and tuples: a variable has a place for each leaf, an expression a value for each leaf. Methods, properties, operators and constructors with source are inlined;
/// <c>this</c> in them is the place of the receiver, so that what they assign is assigned there.
/// </summary>
internal sealed partial class MethodLowering
{
    private readonly Stack<Place> _receivers = new();

    // ---- Places ----

    /// <summary>The variables in which a place holds its value; none for memory.</summary>
    internal static IEnumerable<Variable> VariablesOf(Place? place) => place switch
    {
        VariablePlace p => [p.Variable],
        CursorPlace p => [p.Start, p.Count],
        StructPlace p => p.Leaves.SelectMany(VariablesOf),
        _ => [],
    };

    private static bool IsHeldInVariables(Place place) => place is VariablePlace or CursorPlace || place is StructPlace p && p.Leaves.All(IsHeldInVariables);

    private bool IsDeclared(Place place) => VariablesOf(place).All(_values.ContainsKey);

    /// <summary>A new variable, or one for each leaf, that holds nothing yet.</summary>
    private Place NewPlace(string? name, IrType type)
    {
        if (type is StructType s) return new StructPlace(s, s.Leaves.Select(leaf => NewPlace(LeafName(name, leaf), leaf.Type)).ToEquatableArray());
        Variable variable = new(name, type);
        _values[variable] = variable.Undefined;
        return new VariablePlace(variable);
    }

    // position.X is positionX, the value of a nullable position is position.
    private static string? LeafName(string? name, Leaf leaf) => name is null || leaf.Name.Length == 0 ? name : string.Concat([name, .. leaf.Name.Split('.').Select(Capitalized)]);

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private void Forget(Place place)
    {
        foreach (Variable variable in VariablesOf(place)) _values.Remove(variable);
    }

    private Place Copied(Operand value, string? name = null)
    {
        Place copy = NewPlace(name, value.Type);
        Write(copy, value);
        return copy;
    }

    /// <summary>An element of memory; of structs a place for each leaf.</summary>
    private static Place ElementAt(Operand array, EquatableArray<Operand> indices)
    {
        if ((array.Type as StructType ?? array.Type.Element) is not StructType s) return new ElementPlace(array, indices);
        return new StructPlace(s, Enumerable.Range(0, s.Leaves.Count).Select(Place (i) => new ElementPlace(array, [.. indices, Constant.Of(i)])).ToEquatableArray());
    }

    // ---- Members ----

    /// <summary>The member of a struct's layout that a field or an automatic property is; null for other members and other types.</summary>
    private StructLayout.Member? MemberOf(IOperation whole, ISymbol symbol)
    {
        if (symbol.IsStatic || whole.Type is not { } type || StructOf(type) is not { } layout) return null;
        return symbol is IFieldSymbol || layout.Members.Any(m => m.Name == symbol.Name) ? layout.Find(symbol) : null;
    }

    private static Place PartOf(Place whole, StructLayout.Member member)
    {
        if (whole is not StructPlace p) return whole is DiscardPlace ? new DiscardPlace(member.Type) : throw new System.Diagnostics.UnreachableException();
        return member.Type is StructType inner ? new StructPlace(inner, p.Leaves.Skip(member.First).Take(member.Count).ToEquatableArray()) : p.Leaves[member.First];
    }

    private static Operand PartOf(Aggregate whole, StructLayout.Member member) =>
        member.Type is StructType inner ? new Aggregate(inner, whole.Leaves.Skip(member.First).Take(member.Count).ToEquatableArray()) : whole.Leaves[member.First];

    /// <summary>A member of a struct-valued expression: of a variable or element only the member is read.</summary>
    private Operand ReadMember(IOperation whole, StructLayout.Member member, ITypeSymbol type)
    {
        Operand part = IsPlace(whole) ? Read(PartOf(PlaceOf(whole), member))
            : LowerExpression(whole) is Aggregate aggregate ? PartOf(aggregate, member) : Variable.ZeroOf(member.Type);
        return Converted(part, Map(type));
    }

    private bool IsPlace(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => _places.ContainsKey(local),
        IParameterReferenceOperation { Parameter: var parameter } => _places.ContainsKey(parameter),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => _receivers.Count > 0,
        IInstanceReferenceOperation { Type: { } type } => ThisOf(type) is not null,
        IFieldReferenceOperation { Instance: { } whole, Field: var field } => MemberOf(whole, field) is not null && IsPlace(whole),
        IPropertyReferenceOperation { Instance: { } whole, Property: var property } when MemberOf(whole, property) is not null => IsPlace(whole),
        IArrayElementReferenceOperation => RangeOf(operation) is null && TypeOf(operation) is StructType,
        IImplicitIndexerReferenceOperation => RangeOf(operation) is null && TypeOf(operation) is StructType,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } span } => TypeOf(span) is SpanType && TypeOf(operation) is StructType,
        _ => false,
    };

    /// <summary>What <c>this</c> means: in a function that a struct's method holds, what it means there.</summary>
    private Place? ThisOf(ITypeSymbol type) =>
        _frames.FirstOrDefault(f => f.This is not null && SymbolEqualityComparer.Default.Equals(f.Method.ContainingType, type))?.This;

    /// <summary>The receiver of a call on a struct: its place, if it has one that may change, by the member or by an argument, else a copy.</summary>
    private Place ReceiverOf(IOperation instance) => IsPlace(instance) && IsMutable(instance) ? PlaceOf(instance) : Copied(LowerExpression(instance));

    private bool IsMutable(IOperation place) => place switch
    {
        ILocalReferenceOperation { Local: var local } => local.RefKind is RefKind.None or RefKind.Ref,
        IParameterReferenceOperation { Parameter.RefKind: var kind } => kind is RefKind.None or RefKind.Ref or RefKind.Out,
        IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { } whole } => IsMutable(whole),
        IFieldReferenceOperation => false,
        IInstanceReferenceOperation => !_frames.Peek().Method.IsReadOnly,
        IPropertyReferenceOperation { Property: var property } => property.RefKind == RefKind.Ref,
        _ => true,
    };

    private PropertyPlace PropertyPlaceOf(IPropertyReferenceOperation o)
    {
        bool isObject = o.Instance is { Type.IsReferenceType: true };
        Operand? self = isObject ? ObjectOf(o.Instance) : null;
        Place? receiver = !isObject && o.Instance is { } instance ? ReceiverOf(instance) : null;
        List<(IParameterSymbol Parameter, Operand Value)> indices = [.. o.Arguments.Select(a => (a.Parameter!, LowerExpression(a.Value)))];
        return new(TypeOf(o), () => Call(o.Property.GetMethod!, []), value => Call(o.Property.SetMethod!, [value]));

        Operand Call(IMethodSymbol accessor, Operand[] more) =>
            InlineBound(BodyOf(accessor)! with { Receiver = self }, o, [.. indices.Select(i => (accessor.Parameters[i.Parameter.Ordinal], (object)i.Value)), .. more.Select(v => (accessor.Parameters[accessor.Parameters.Length - 1], (object)v))], receiver);
    }

    // ---- Creation ----

    private Operand LowerTuple(ITupleOperation o)
    {
        if (TypeOf(o) is not StructType type) return Unsupported(o, "this tuple", "use variables of their own");
        return new Aggregate(type, o.Elements.SelectMany(e => LeavesOf(LowerExpression(e), e.Type)).ToEquatableArray());
    }

    // An enum is held as it stands outside.
    private IEnumerable<Operand> LeavesOf(Operand value, ITypeSymbol? type) =>
        value is Aggregate aggregate ? aggregate.Leaves : type?.TypeKind == TypeKind.Enum ? [Converted(value, TypeMapping.Opaque(type))] : [value];

    private Operand LowerStructCreation(IObjectCreationOperation o)
    {
        if (TypeOf(o) is not StructType type || o.Constructor is not { } declared) return LowerOpaque(o);
        if (type.NullableOf is not null) return o.Arguments is [{ Value: var only }] ? NullableConversion(LowerExpression(only), type, o, false)! : Variable.ZeroOf(type);
        IMethodSymbol constructor = _typeArguments.Apply(declared);
        Place created = NewPlace(null, type);
        if (!Construct(created, constructor, o)) return Variable.ZeroOf(type);
        Initialize(created, o.Initializer);
        return Taken(created);
    }

    private Operand LowerWith(IWithOperation o)
    {
        if (TypeOf(o) is not StructType) return LowerOpaque(o);
        Place changed = Copied(LowerExpression(o.Operand));
        Initialize(changed, o.Initializer);
        return Taken(changed);
    }

    private Operand Taken(Place place)
    {
        Operand value = Read(place);
        Forget(place);
        return value;
    }

    // { X = 1, Y = 2 }: assignments to the members of what is being created.
    private void Initialize(Place created, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null) return;
        _receivers.Push(created);
        foreach (IOperation assignment in initializer.Initializers)
        {
            if (assignment is ISimpleAssignmentOperation) LowerAssignment(assignment);
            else Unsupported(assignment, "this initialiser", "assign the members");
        }
        _receivers.Pop();
    }

    private bool Construct(Place created, IMethodSymbol constructor, IObjectCreationOperation o)
    {
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty) return true;
        List<(IParameterSymbol Parameter, object Argument)> arguments = Bind(constructor, o.Arguments);
        if (constructor.DeclaringSyntaxReferences.IsEmpty)
        {
            if (o.Type is INamedTypeSymbol { IsTupleType: true } && created is StructPlace tuple)
            {
                Operand[] leaves = [.. arguments.OrderBy(a => a.Parameter.Ordinal).SelectMany(a => LeavesOf((Operand)a.Argument, a.Parameter.Type))];
                for (int i = 0; i < leaves.Length; i++) Write(tuple.Leaves[i], leaves[i]);
                return true;
            }
            if (LibraryModels.Find(constructor, _compilation) is { } model) return Assigned(InlineModel(model, o, InOrder()));
            // A constructor that takes the fields in order, as those of vectors.
            StructLayout layout = StructOf(o.Type!)!;
            if (layout.Members.Count != arguments.Count || !constructor.Parameters.Select((p, i) => string.Equals(p.Name, layout.Members[i].Name, StringComparison.OrdinalIgnoreCase)).All(named => named)) return Refused();
            foreach (((_, object argument), StructLayout.Member member) in InOrder().Zip(layout.Members, (a, m) => (a, m))) WriteMember(created, member, (Operand)argument, member.Symbol);
            return true;
        }
        return RunConstructor(created, constructor, arguments, o) || Refused();

        List<(IParameterSymbol Parameter, object Argument)> InOrder() => [.. arguments.OrderBy(a => a.Parameter.Ordinal)];

        bool Assigned(Operand value)
        {
            Write(created, value);
            return true;
        }

        bool Refused()
        {
            Unsupported(o, $"the constructor of {o.Type!.ToDisplayString()}, whose source is not in the project", "pass the value as an argument");
            return false;
        }
    }

    // Initialisers of fields, then the body; or another constructor, then the body. A primary constructor assigns the properties of a record.
    private bool RunConstructor(Place created, IMethodSymbol constructor, List<(IParameterSymbol, object)> arguments, IOperation call)
    {
        SyntaxNode syntax = constructor.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        Callee callee = new(constructor.OriginalDefinition, null, _typeArguments.With(constructor, _typeArguments));
        if (syntax is TypeDeclarationSyntax declaration)
        {
            WithFrame(callee, created, arguments, call, () =>
            {
                StructLayout layout = StructOf(constructor.ContainingType)!;
                if (declaration is RecordDeclarationSyntax)
                {
                    foreach (IParameterSymbol parameter in constructor.Parameters)
                    {
                        if (constructor.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property
                            && property.DeclaringSyntaxReferences is [var own] && own.GetSyntax(_cancellation) is ParameterSyntax && layout.Find(property) is { } member)
                            WriteMember(created, member, Read(_places[parameter.OriginalDefinition]), parameter.Type);
                    }
                }
                RunInitializers(created, constructor.ContainingType, layout);
            });
            return true;
        }
        if (ModelOf(syntax.SyntaxTree).GetOperation(syntax, _cancellation) is not IConstructorBodyOperation body) return false;
        WithFrame(callee, created, arguments, call, () =>
        {
            if (body.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } other } chained }
                && SymbolEqualityComparer.Default.Equals(other.ContainingType.OriginalDefinition, constructor.ContainingType.OriginalDefinition))
            {
                if (!other.DeclaringSyntaxReferences.IsEmpty) RunConstructor(created, _typeArguments.Apply(other), Bind(other, chained.Arguments), call);
            }
            else RunInitializers(created, constructor.ContainingType, StructOf(constructor.ContainingType)!);
            LowerStatement((IOperation?)body.BlockBody ?? body.ExpressionBody!);
        });
        return true;
    }

    private void RunInitializers(Place created, INamedTypeSymbol type, StructLayout layout)
    {
        foreach (ISymbol member in type.GetMembers().Where(m => !m.IsStatic && m is IFieldSymbol { AssociatedSymbol: null } or IPropertySymbol))
        {
            EqualsValueClauseSyntax? clause = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) switch
            {
                VariableDeclaratorSyntax v => v.Initializer,
                PropertyDeclarationSyntax p => p.Initializer,
                _ => null,
            };
            if (clause is null || layout.Find(member) is not { } part) continue;
            if (ModelOf(clause.SyntaxTree).GetOperation(clause, _cancellation) is ISymbolInitializerOperation { Value: var value })
                WriteMember(created, part, LowerExpression(value), part.Symbol);
        }
    }

    private void WriteMember(Place whole, StructLayout.Member member, Operand value, ITypeSymbol type) =>
        Write(PartOf(whole, member), type.TypeKind == TypeKind.Enum ? Converted(value, TypeMapping.Opaque(type)) : value);

    // ---- Operators ----

    /// <summary>A user-defined operator or conversion.</summary>
    private Operand LowerOperator(IMethodSymbol method, IOperation operation, params Operand[] operands)
    {
        if (BodyOf(method) is { Body: not null } callee)
            return InlineBound(callee, operation, [.. operands.Select((operand, i) => (callee.Symbol.Parameters[i], (object)operand))], null);
        if (LibraryModels.Find(method, _compilation) is { } model) return InlineModel(model, operation, [.. operands.Select((operand, i) => (method.Parameters[i], (object)operand))]);
        // The equality of records is that of their members.
        if (method.Name is "op_Equality" or "op_Inequality" && operands is [Aggregate a, Aggregate b] && a.Leaves.Count == b.Leaves.Count)
            return LeafEquality(a, b, method.Name == "op_Equality", operation);
        return Unsupported(operation, $"the operator {method.Name} of {method.ContainingType.ToDisplayString()}", "write it out");
    }

    private Operand LeafEquality(Aggregate a, Aggregate b, bool isEqual, IOperation operation)
    {
        Operand all = Constant.Of(true);
        for (int i = 0; i < a.Leaves.Count; i++)
        {
            if (a.Leaves[i].Type is not ScalarType) return Unsupported(operation, "the comparison of these structs", "compare their numbers");
            (Operand before, Operand x, Operand y) = (all, a.Leaves[i], b.Leaves[i]);
            IrType type = x.Type.IsFloat || !y.Type.IsFloat ? x.Type : y.Type;
            all = LowerShortCircuit(true, () => before, () => _builder.Let(Primitive.Equal, IrType.Boolean, Converted(x, type), Converted(y, type)));
        }
        return isEqual ? all : Negated(all);
    }

    private Operand ConvertedBy(Microsoft.CodeAnalysis.Operations.CommonConversion conversion, Operand value, IrType type, IOperation operation) =>
        conversion.MethodSymbol is { } method ? LowerOperator(method, operation, value) : Converted(value, type);

    private Operand ConvertedBy(Microsoft.CodeAnalysis.Operations.CommonConversion conversion, Operand value) =>
        conversion.MethodSymbol is { } method && BodyOf(method) is { Body: not null } callee
            ? InlineBound(callee, callee.Body!, [(callee.Symbol.Parameters[0], value)], null)
            : value;
}
