using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Local variables that hold a tensor whose elements or parts are written: memory from their declaration on. Read as a whole, the memory is a tensor as it is then, an immutable value; so that no
/// other value changes with it, its tensor must be a new one, and what shows the same elements is not kept while they are written.
/// </summary>
internal sealed partial class MethodLowering
{
    private static readonly HashSet<string> New = ["Zeros", "Ones", "Full", "ZerosLike", "OnesLike", "FullLike", "Create", "Arange", "Linspace", "Eye", "Uniform", "Normal"];

    private readonly Dictionary<ISymbol, WrittenTensor> _writtenTensors = new(SymbolEqualityComparer.Default);

    /// <param name="Memory">Of the elements.</param>
    /// <param name="Initial">The tensor at the declaration, which has the same shape.</param>
    /// <param name="Declaration">Where it is declared.</param>
    /// <param name="Writes">The places of the writes.</param>
    private sealed record WrittenTensor(Value Memory, Operand Initial, IOperation Declaration, IReadOnlyList<IOperation> Writes);

    private bool DeclareWrittenTensor(ILocalSymbol local, IVariableDeclaratorOperation declarator, IOperation? initializer)
    {
        if (Map(local.Type) is not TensorType type || WritesOf(local, declarator) is not { Count: > 0 } writes) return false;
        if (initializer is null || !IsNew(initializer)) Unsupported(initializer ?? declarator, "a tensor whose elements are written and which may not be a new one", "take a copy of it, as in var y = x.Clone()");
        if (initializer is null) return false;
        Operand initial = LowerExpression(initializer);
        _writtenTensors[local] = new(_builder.Let(local.Name, TensorRules.Copied, new TensorMemoryType(type.ElementType), initial), initial, declarator, writes);
        return true;
    }

    private static bool IsNew(IOperation initializer) => initializer switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null } o => IsNew(o.Operand),
        IConversionOperation { IsImplicit: true, Operand.Type: IArrayTypeSymbol } => true,
        IInvocationOperation o => IsTensorFunction(o.TargetMethod) && (New.Contains(o.TargetMethod.Name) || MakesNew(o.TargetMethod)),
        IBinaryOperation or ICollectionExpressionOperation => true,
        _ => false,
    };

    private static List<IOperation> WritesOf(ILocalSymbol local, IOperation declarator)
    {
        IOperation root = declarator;
        while (root.Parent is { } parent) root = parent;
        return [.. root.Descendants().Where(o => o switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation target } => IsPartOf(target),
            IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation target } => IsPartOf(target),
            _ => false,
        })];

        bool IsPartOf(IPropertyReferenceOperation target) => target is { Property.IsIndexer: true, Instance: ILocalReferenceOperation { Local: var written } } && SymbolEqualityComparer.Default.Equals(written, local);
    }

    private WrittenTensor? WrittenTensorOf(IOperation? instance) => instance is ILocalReferenceOperation { Local: var local } && _writtenTensors.TryGetValue(local, out WrittenTensor? written) ? written : null;

    /// <summary>The tensor, or a part of it, as it is now. In C# it is the very object that is written later: only what is computed of it at once, or is not written again, is a value.</summary>
    private Operand ReadWhole(WrittenTensor written, Value memory, IOperation place) => IsUsedUp(place) || !written.Writes.Any(w => MayFollow(written, place, w))
        ? _builder.Load(memory)
        : Unsupported(place, "a tensor that is kept while its elements are written", "take a copy, as in var before = y.Clone()");

    private static bool MayFollow(WrittenTensor written, IOperation place, IOperation write) =>
        write.Syntax.SpanStart > place.Syntax.SpanStart || Around(place).Intersect(Around(write)).Except(Around(written.Declaration)).Any(o => o is ILoopOperation) || Around(write).Except(Around(written.Declaration)).Any(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation);

    private static IEnumerable<IOperation> Around(IOperation operation)
    {
        for (IOperation? o = operation.Parent; o is not null; o = o.Parent) yield return o;
    }

    /// <summary>True if the expression around a tensor makes a new one of it, or numbers, through whatever views.</summary>
    private bool IsUsedUp(IOperation tensor) => tensor.Parent switch
    {
        IBinaryOperation or ICompoundAssignmentOperation => true,
        IUnaryOperation o => o.OperatorKind != UnaryOperatorKind.Plus || IsUsedUp(o),
        IConversionOperation { OperatorMethod: null } o => IsUsedUp(o),
        IConversionOperation o => TypeOf(o).Number is not null,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } target } } => TypeMapping.IsTensor(target.Type),
        IPropertyReferenceOperation o => TypeOf(o) is not TensorType || (o.Property.IsIndexer && IsMask(o)) || IsUsedUp(o),
        IArgumentOperation { Parent: IInvocationOperation call } => UsesUp(call),
        IInvocationOperation call => UsesUp(call),
        ICollectionExpressionOperation or IArrayInitializerOperation or IArrayCreationOperation or IParenthesizedOperation => IsUsedUp(tensor.Parent),
        _ => false,
    };

    private bool UsesUp(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (TypeMapping.IsTensor(method.ContainingType)) return method.Name is "Item" or "ToArray" or "CopyTo" or "To";
        if (!IsTensorFunction(method)) return false;
        return MakesNew(method) || (TypeOf(call) is TensorType && IsUsedUp(call));
    }

    private static bool MakesNew(IMethodSymbol function)
    {
        int arity = function.Parameters.Count(p => !IsText(p));
        return Named.ContainsKey(function.Name) || TensorElements.Find(function.Name, arity) is not null || ScalarRules.Find(function.Name, arity) is not null || ComplexRules.Find(function.Name, arity) is not null || TensorRules.MakesNew(function.Name);
    }

    // t[i, j], t[i, ..] as a place to write.
    private Place TensorElementPlace(IPropertyReferenceOperation target)
    {
        if (WrittenTensorOf(target.Instance) is not { } written)
            Unsupported(target, $"writing {(TypeOf(target).Number is not null ? "an element" : "a part")} of a tensor that is no local variable", "write elements and parts of a local variable, as in var y = x.Clone(); y[i] = v");
        else if (IsMask(target)) Unsupported(target, "writing the elements that a mask selects", "compute a new tensor, as in Tensor.Where(mask, v, y)");
        else if (TypeOf(target).Number is not null && IndicesOf(target, written.Initial) is { } indices)
        {
            ElementPlace place = new(written.Memory, indices);
            return TypeOf(target) is StructType complex
                ? new PropertyPlace(complex, () => AsValue(_builder.Load(written.Memory, [.. indices]), complex), value => Write(place, AsNumber(value, written.Memory.Type.Element!)))
                : place;
        }
        else if (TypeOf(target) is TensorType && PartOf(written, target) is { } part) return new ElementPlace(part, EquatableArray<Operand>.Empty);
        return new DiscardPlace(TypeOf(target));
    }

    /// <summary>The memory of a part: a view. Null after a problem.</summary>
    private Value? PartOf(WrittenTensor written, IPropertyReferenceOperation part) => PartIndices(part) is { } indices
        ? _builder.Let(TensorRules.FindList("Slice", indices.Length + 1)!.Primitive, written.Memory.Type, [written.Memory, .. indices])
        : null;
}
