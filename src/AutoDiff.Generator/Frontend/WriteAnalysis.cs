using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Whether a method may write the memory that a parameter refers to, directly or through a method that it passes it to. Forward over the uses of the parameter, its
/// views and its aliases in local variables; what is not known to only read counts as a write. Example: in <c>Sum(x, i, j) => i == j ? x[i] : Sum(x, i, m) + Sum(x, m, j)</c>
/// all uses of x are loads, and arguments for x itself.
/// </summary>
internal sealed class WriteAnalysis(Func<IMethodSymbol, IOperation?> bodyOf)
{
    public bool MayWrite(IParameterSymbol parameter)
    {
        parameter = parameter.OriginalDefinition;
        if (TypeMapping.IsSpan(parameter.Type) && parameter.Type.Name == "ReadOnlySpan") return false;
        return parameter.ContainingSymbol is IMethodSymbol method && (Dispatch.CanBeOverridden(method) || MayWrite(parameter, bodyOf(method)));
    }

    /// <summary>Whether a body may write the memory that a variable refers to.</summary>
    public bool MayWrite(ISymbol start, IOperation? within)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<(ISymbol Variable, IOperation? Body)> open = new();
        open.Enqueue((start, within));
        while (open.Count > 0)
        {
            (ISymbol variable, IOperation? body) = open.Dequeue();
            if (!seen.Add(variable)) continue;
            if (body is null) return true;
            foreach (IOperation use in body.DescendantsAndSelf().Where(o => IsReference(o, variable)))
                if (IsWritten(use, body, open)) return true;
        }
        return false;
    }

    private static bool IsReference(IOperation operation, ISymbol variable) => operation switch
    {
        IParameterReferenceOperation r => SymbolEqualityComparer.Default.Equals(r.Parameter, variable),
        ILocalReferenceOperation r => SymbolEqualityComparer.Default.Equals(r.Local, variable),
        _ => false,
    };

    /// <summary>Follows an expression that refers to the memory to where it is used.</summary>
    private bool IsWritten(IOperation memory, IOperation body, Queue<(ISymbol, IOperation?)> open)
    {
        while (true)
        {
            if (memory.Type is { Name: "ReadOnlySpan" } view && TypeMapping.IsSpan(view)) return false;
            switch (memory.Parent)
            {
                case IParenthesizedOperation or IConversionOperation: break;
                case IConditionalOperation choice when !ReferenceEquals(choice.Condition, memory): break;
                case IArrayElementReferenceOperation element when ReferenceEquals(element.ArrayReference, memory):
                    if (IsElement(element)) return IsTarget(element);
                    break;
                case IMemberReferenceOperation { Type: { } type } and (IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }) when TypeMapping.Map(memory.Type!) is Ir.StructType:
                    if (!TypeMapping.Map(type).IsMemory) return false;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true } element:
                    if (IsElement(element)) return IsTarget(element);
                    break;
                case IImplicitIndexerReferenceOperation element:
                    if (IsElement(element)) return IsTarget(element);
                    break;
                case IPropertyReferenceOperation: return false;
                case IInvocationOperation { TargetMethod.Name: "Slice" or "AsSpan" }: break;
                case IInvocationOperation { TargetMethod.Name: "GetLength" or "ToArray" or "Clone" or "CopyTo" }: return false;
                case IArgumentOperation { Parameter: { RefKind: RefKind.None } parameter, Parent: IInvocationOperation call }:
                    if (call.TargetMethod.Name is "AsSpan" && call.TargetMethod.IsExtensionMethod)
                    {
                        memory = call;
                        continue;
                    }
                    if (call.TargetMethod.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } }) return false;
                    if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || Dispatch.CanBeOverridden(call.TargetMethod)) return true;
                    IMethodSymbol callee = (call.TargetMethod.PartialImplementationPart ?? call.TargetMethod).OriginalDefinition;
                    open.Enqueue((callee.Parameters[parameter.Ordinal], bodyOf(callee)));
                    return false;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } }:
                    open.Enqueue((local, body));
                    return false;
                // A variable that is re-pointed writes nothing; what it then refers to may be written through it.
                case ISimpleAssignmentOperation { IsRef: false } assignment when ReferenceEquals(assignment.Target, memory) && Variable(memory) is not null: return false;
                case ISimpleAssignmentOperation { IsRef: false } assignment when ReferenceEquals(assignment.Value, memory) && Variable(assignment.Target) is { } target:
                    open.Enqueue((target, body));
                    break;
                case IForEachLoopOperation { Collection: var collection, LoopControlVariable: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } } when ReferenceEquals(collection, memory):
                    return false;
                case ISpreadOperation or IIsPatternOperation or IBinaryOperation or IExpressionStatementOperation: return false;
                default: return true;
            }
            memory = memory.Parent!;
        }
    }

    private static ISymbol? Variable(IOperation reference) => reference switch
    {
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => local,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => parameter,
        _ => null,
    };

    // A row of an array of arrays, and a range of a span, is memory again; a range of an array is a copy.
    private static bool IsElement(IOperation element) => TypeMapping.Map(element.Type!) is Ir.ScalarType || element is IArrayElementReferenceOperation { Indices: [IRangeOperation] };

    private static bool IsTarget(IOperation element) => element.Parent switch
    {
        IAssignmentOperation assignment => ReferenceEquals(assignment.Target, element),
        IIncrementOrDecrementOperation or ITupleOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IReturnOperation or IAddressOfOperation => element.Parent is IAddressOfOperation,
        IConditionalOperation { IsRef: true } => true,
        _ => false,
    };
}
