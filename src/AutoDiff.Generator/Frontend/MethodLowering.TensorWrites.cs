using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Local variables that hold a tensor whose elements are written: memory from their declaration on. After the last write the memory is a tensor again, an immutable value; so that no other
/// value changes with it, its tensor must be a new one, and it is not read as a whole before.
/// </summary>
internal sealed partial class MethodLowering
{
    private static readonly HashSet<string> New = ["Zeros", "Ones", "Full", "ZerosLike", "OnesLike", "FullLike", "Clone", "Create", "Arange", "Linspace", "Eye", "Uniform", "Normal"];

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
        Value memory = _builder.Let(local.Name, TensorRules.Copied, new TensorMemoryType(type.ElementType), initial);
        _writtenTensors[local] = new(memory, initial, declarator, writes);
        return true;
    }

    private static bool IsNew(IOperation initializer) => initializer switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null } o => IsNew(o.Operand),
        IInvocationOperation o => IsTensorFunction(o.TargetMethod) && New.Contains(o.TargetMethod.Name),
        IBinaryOperation or ICollectionExpressionOperation => true,
        _ => false,
    };

    private List<IOperation> WritesOf(ILocalSymbol local, IOperation declarator)
    {
        IOperation root = declarator;
        while (root.Parent is { } parent) root = parent;
        return [.. root.Descendants().Where(o => o switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation target } => IsElementOf(target),
            IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation target } => IsElementOf(target),
            _ => false,
        })];

        bool IsElementOf(IPropertyReferenceOperation target) => target is { Property.IsIndexer: true, Instance: ILocalReferenceOperation { Local: var written } } && SymbolEqualityComparer.Default.Equals(written, local);
    }

    private WrittenTensor? WrittenTensorOf(IOperation? instance) => instance is ILocalReferenceOperation { Local: var local } && _writtenTensors.TryGetValue(local, out WrittenTensor? written) ? written : null;

    /// <summary>The tensor that the memory has become.</summary>
    private Operand ReadWhole(WrittenTensor written, IOperation place)
    {
        bool isWrittenLater = written.Writes.Any(w => w.Syntax.SpanStart > place.Syntax.SpanStart || LoopsAround(place).Intersect(LoopsAround(w)).Except(LoopsAround(written.Declaration)).Any());
        return isWrittenLater
            ? Unsupported(place, "a tensor as a whole before its elements are written for the last time", "read its elements, or compute with another tensor until then")
            : _builder.Let(TensorRules.Whole, new TensorType(written.Memory.Type.Element!), written.Memory);
    }

    private static IEnumerable<IOperation> LoopsAround(IOperation operation)
    {
        for (IOperation? o = operation.Parent; o is not null; o = o.Parent)
            if (o is ILoopOperation) yield return o;
    }

    // t[i, j] as a place to write.
    private Place TensorElementPlace(IPropertyReferenceOperation target)
    {
        if (NumberOf(TypeOf(target)) is not null && WrittenTensorOf(target.Instance) is { } written && IndicesOf(target, written.Initial) is { } indices)
        {
            ElementPlace place = new(written.Memory, indices);
            return TypeOf(target) is StructType complex
                ? new PropertyPlace(complex, () => AsValue(_builder.Load(written.Memory, [.. indices]), complex), value => Write(place, AsNumber(value, written.Memory.Type.Element!)))
                : place;
        }
        Unsupported(target, NumberOf(TypeOf(target)) is not null ? "writing an element of a tensor that is no local variable" : "writing a part of a tensor", "write single elements of a local variable, as in var y = x.Clone(); y[i] = v");
        return new DiscardPlace(TypeOf(target));
    }
}
