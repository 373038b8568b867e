using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Objects of classes are constants: what their fields and properties hold is read, not differentiated. What nothing in the method writes is read once, on
/// entry. A field that the method writes is read where it stands; what is stored in it must not carry a derivative (AD0032).
/// </summary>
internal sealed partial class MethodLowering
{
    private readonly Dictionary<(Operand?, ISymbol), Value> _members = [];
    private readonly HashSet<int> _presentOnEntry = [];
    private HashSet<ISymbol>? _writtenMembers;
    private bool _mayWriteAny;

    /// <summary>What <c>this</c> stands for here: null for the differentiated method's own, the receiver of the call that is inlined.</summary>
    private Operand? Self => _frames.Peek().Receiver;

    /// <summary>The receiver of a call or access; null for the differentiated method's own object, and where there is none.</summary>
    private Operand? ObjectOf(IOperation? instance) => instance is null or IInstanceReferenceOperation ? Self : LowerExpression(instance);

    // As a value it is passed by name.
    private Operand LowerThis(IInstanceReferenceOperation o)
    {
        if (o.ReferenceKind != InstanceReferenceKind.ContainingTypeInstance) return LowerOpaque(o);
        return Self ?? This(o);
    }

    /// <summary>The differentiated method's own object as a value.</summary>
    private Value This(IOperation? operation)
    {
        Value value = ReadOnce(null, _method.ContainingType, "(this)", TypeMapping.Opaque(_method.ContainingType), operation);
        _presentOnEntry.Add(value.Id);
        return value;
    }

    // ---- Fields, properties, parameters of primary constructors ----

    /// <summary>A field, an auto-property or a parameter of a primary constructor of an object, as a place.</summary>
    private MemberPlace? ObjectMemberOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Instance: { } instance, Field: { IsStatic: false } field } => Member(operation, instance, field, field.Type),
        IPropertyReferenceOperation { Instance: { } instance, Property: { IsStatic: false, IsIndexer: false } property } => Member(operation, instance, property, property.Type),
        IParameterReferenceOperation { Parameter: var parameter } when IsCaptured(parameter) => Captured(operation, parameter),
        _ => null,
    };

    // A parameter of the type's primary constructor. (A constructor that is inlined has places for its parameters.)
    private bool IsCaptured(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && !_places.ContainsKey(parameter);

    private MemberPlace? Member(IOperation operation, IOperation instance, ISymbol member, ITypeSymbol type)
    {
        if (TypeMapping.Refusal(type) is not null)
        {
            RefuseType(type, operation.Syntax.GetLocation());
            return null;
        }
        if (!IsAccessible(member))
        {
            Inaccessible(operation, member);
            return null;
        }
        string name = SignatureReader.Escape(member.Name);
        return ObjectOf(instance) is { } receiver
            ? new(receiver, member, $"{{0}}.{name}", Substituted(type))
            : new(null, member, $"{(IsHidden(member) ? "base" : "this")}.{name}", Substituted(type));
    }

    private MemberPlace? Captured(IOperation operation, IParameterSymbol parameter)
    {
        if (TypeMapping.Refusal(parameter.Type) is not null) RefuseType(parameter.Type, operation.Syntax.GetLocation());
        else if (Self is null && SymbolEqualityComparer.Default.Equals(parameter.ContainingType, _method.ContainingType)) return new(null, parameter, SignatureReader.Escape(parameter.Name), parameter.Type);
        else Unsupported(operation, $"'{parameter.Name}', a parameter of another object's primary constructor", "make a property of it");
        return null;
    }

    // A member of a base type that one of a nearer type hides.
    private bool IsHidden(ISymbol member)
    {
        for (INamedTypeSymbol? type = _method.ContainingType; type is not null && !SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType.OriginalDefinition); type = type.BaseType)
            if (type.GetMembers(member.Name).Length > 0 && !(member.IsVirtual || member.IsOverride || member.IsAbstract)) return true;
        return false;
    }

    private Operand LowerMember(IOperation operation) => ObjectMemberOf(operation) is { } member ? Unchanging(operation, member.Member, Read(member, operation)) : Variable.ZeroOf(TypeOf(operation));

    private Operand Read(MemberPlace place, IOperation? operation = null)
    {
        IrType outside = place.MemberType.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(place.MemberType) : place.Type;
        bool isOnEntry = (place.Receiver is null || place.Receiver is Value { Id: var id } && _presentOnEntry.Contains(id)) && IsConstant(place.Member);
        if (isOnEntry) return Converted(ReadOnce(place.Receiver, place.Member, $"({place.Text})", outside, operation), place.Type);
        Value value = _builder.Fresh(outside, NameOf(place.Member));
        _builder.Append(new Invoke(value, $"({place.Text})", Present(place.Receiver), operation is null ? -1 : Site(operation), InvokeKind.Read));
        return Converted(value, place.Type);
    }

    private Value ReadOnce(Operand? receiver, ISymbol member, string text, IrType type, IOperation? operation)
    {
        if (_members.TryGetValue((receiver, member), out Value? known)) return known;
        Value value = _builder.Fresh(type, NameOf(member));
        _entry.Add(new Invoke(value, text, Present(receiver), operation is null ? -1 : Site(operation), InvokeKind.Read));
        if (IsNeverNull(member)) _presentOnEntry.Add(value.Id);
        return _members[(receiver, member)] = value;
    }

    private static bool IsNeverNull(ISymbol member) => member
        is IFieldSymbol { NullableAnnotation: NullableAnnotation.NotAnnotated }
        or IPropertySymbol { NullableAnnotation: NullableAnnotation.NotAnnotated }
        or IParameterSymbol { NullableAnnotation: NullableAnnotation.NotAnnotated };

    private static EquatableArray<Operand> Present(Operand? operand) => operand is null ? [] : [operand];

    // _scale, m_scale and Scale are called scale.
    private static string? NameOf(ISymbol member)
    {
        string name = StructLayout.BareName(member.Name);
        return name.Length == 0 || member is INamedTypeSymbol ? null : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private Operand Write(MemberPlace place, Operand value)
    {
        IrType outside = place.MemberType.TypeKind == TypeKind.Enum ? TypeMapping.Opaque(place.MemberType) : place.Type;
        EquatableArray<Operand> arguments = [.. Present(place.Receiver), Converted(value, outside)];
        _builder.Append(new Invoke(null, place.Text, arguments, place.Site, InvokeKind.Assignment));
        return value;
    }

    /// <summary>The site of an assignment that may put a derivative where it is lost: into memory that is neither allocated here nor a differentiable parameter's.</summary>
    private int SiteOf(IOperation target, Operand array) => RootOf(array) is Value root && _separate.Contains(root.Id) && !_constantMemory.Contains(root.Id) ? -1 : Site(target);

    private Place WithSite(Place element, IOperation target) => element switch
    {
        ElementPlace p => p with { Site = SiteOf(target, p.Array) },
        StructPlace p => p with { Leaves = p.Leaves.Select(leaf => WithSite(leaf, target)).ToEquatableArray() },
        _ => element,
    };

    // What bears [NoGradient] may hold anything: it is the user's word that no derivative goes there.
    private int SiteOf(IOperation target, ISymbol member) => SignatureReader.HasNoGradient(member) ? -1 : Site(target);

    // ---- What is written ----

    /// <summary>True if nothing that the method runs writes the field, property or captured parameter.</summary>
    private bool IsConstant(ISymbol member)
    {
        _writtenMembers ??= MembersWritten(out _mayWriteAny);
        return !_writtenMembers.Contains(member.OriginalDefinition) && (!_mayWriteAny || member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } or IParameterSymbol);
    }

    // In the method itself, its lambdas and local functions, and in all methods with source that it may call; what overrides one of them may write anything.
    private HashSet<ISymbol> MembersWritten(out bool mayWriteAny)
    {
        bool isOpen = false;
        HashSet<ISymbol> written = new(SymbolEqualityComparer.Default), visited = new(SymbolEqualityComparer.Default) { _method };
        Queue<IOperation> open = new();
        if (BodyOf(_method)?.Body is { } own) open.Enqueue(own);
        while (open.Count > 0)
        {
            foreach (IOperation operation in open.Dequeue().DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IAssignmentOperation o: Add(o.Target); break;
                    case IIncrementOrDecrementOperation o: Add(o.Target); break;
                    case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } o: Add(o.Value); break;
                    case IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None, Initializer.Value: var referred }: Add(referred); break;
                    case IInvocationOperation o:
                        isOpen |= o.TargetMethod is { IsStatic: false, DeclaringSyntaxReferences.IsEmpty: false } target && Dispatch.CanBeOverridden(target) && !IsStaticallyBound(target, o.Instance);
                        Visit(o.TargetMethod);
                        break;
                    case IMethodReferenceOperation o: Visit(o.Method); break;
                    case IPropertyReferenceOperation o:
                        Visit(o.Property.GetMethod);
                        Visit(o.Property.SetMethod);
                        break;
                    case IBinaryOperation { OperatorMethod: { } method }: Visit(method); break;
                    case IUnaryOperation { OperatorMethod: { } method }: Visit(method); break;
                    case IConversionOperation { OperatorMethod: { } method }: Visit(method); break;
                }
            }
        }
        mayWriteAny = isOpen;
        return written;

        void Visit(IMethodSymbol? method)
        {
            if (method is { DeclaringSyntaxReferences.IsEmpty: false } && visited.Add(method.OriginalDefinition) && BodyOf(method)?.Body is { } body) open.Enqueue(body);
        }

        void Add(IOperation target)
        {
            switch (target)
            {
                case IFieldReferenceOperation o: written.Add(o.Field.OriginalDefinition); break;
                case IPropertyReferenceOperation o: written.Add(o.Property.OriginalDefinition); break;
                case IParameterReferenceOperation o: written.Add(o.Parameter); break;
                case ITupleOperation o: foreach (IOperation element in o.Elements) Add(element); break;
                case IConditionalOperation { WhenFalse: { } otherwise } o:
                    Add(o.WhenTrue);
                    Add(otherwise);
                    break;
            }
        }
    }

    // ---- Calls ----

    /// <summary>True if the call of an instance method always runs the body that its symbol has.</summary>
    private static bool IsStaticallyBound(IMethodSymbol method, IOperation? instance) =>
        method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Interface && !method.IsAbstract
        && (!(method.IsVirtual || method.IsOverride) || method.IsSealed || instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax } || instance?.Type is { IsSealed: true })
        && (method.ContainingType.TypeKind == TypeKind.Class || method.DeclaredAccessibility == Accessibility.Private);

    /// <summary>The getter of a property with a body of its own; null for auto-properties, and where the body is not known.</summary>
    private Callee? GetterOf(IPropertyReferenceOperation o)
    {
        if (o.Property.GetMethod is not { DeclaringSyntaxReferences.IsEmpty: false } getter || o.Instance is not null && !IsStaticallyBound(getter, o.Instance)) return null;
        return BodyOf(getter) is { Body: { } body } callee && !UsesBackingField(body) ? callee : null;
    }

    private static bool UsesBackingField(IOperation body) => body.DescendantsAndSelf().Any(o => o is IFieldReferenceOperation { Field.AssociatedSymbol: IPropertySymbol });

    /// <summary>An auto-property of a class of this project: a field, for all that matters here.</summary>
    private static bool IsStored(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaringSyntaxReferences.IsEmpty: false, IsAbstract: false, IsVirtual: false, IsOverride: false, ContainingType.TypeKind: TypeKind.Class };
}
