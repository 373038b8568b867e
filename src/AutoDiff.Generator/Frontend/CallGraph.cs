using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Which methods with source call which: those that reach themselves are recursive, and a call of one is by contract; so is the call of a large method that bears
/// <c>[Differentiable]</c>, whose derivative is generated anyway. All other calls are inlined.
/// </summary>
internal sealed class CallGraph(Func<IMethodSymbol, IOperation?> bodyOf)
{
    /// <summary>The most operations, its inlined callees included, that a method with the attribute is inlined with.</summary>
    private const int LargestInlined = 4_000;

    private readonly Dictionary<IMethodSymbol, (IReadOnlyCollection<IMethodSymbol> Callees, int Size)> _nodes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, bool> _recursive = new(SymbolEqualityComparer.Default);

    public bool IsByContract(IMethodSymbol method) => method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
        && (IsRecursive(method) || ((method.IsStatic || SignatureReader.HasSelf(method)) && SignatureReader.IsDifferentiable(method) && Size(method) > LargestInlined));

    /// <summary>True if the method calls itself, directly or through others.</summary>
    public bool IsRecursive(IMethodSymbol method)
    {
        if (_recursive.TryGetValue(method, out bool known)) return known;
        HashSet<IMethodSymbol> reached = new(SymbolEqualityComparer.Default);
        Stack<IMethodSymbol> open = new(Of(method).Callees);
        while (open.Count > 0)
        {
            IMethodSymbol callee = open.Pop();
            if (!reached.Add(callee)) continue;
            foreach (IMethodSymbol next in Of(callee).Callees) open.Push(next);
        }
        return _recursive[method] = reached.Contains(method);
    }

    // Each call counts, as it is inlined each time; what is called by contract does not.
    private int Size(IMethodSymbol method)
    {
        int size = Of(method).Size;
        foreach (IMethodSymbol callee in Of(method).Callees)
            if (size <= LargestInlined && !IsByContract(callee)) size += Size(callee);
        return size;
    }

    private (IReadOnlyCollection<IMethodSymbol> Callees, int Size) Of(IMethodSymbol method)
    {
        if (_nodes.TryGetValue(method, out (IReadOnlyCollection<IMethodSymbol>, int) known)) return known;
        List<IMethodSymbol> callees = [];
        int size = 0;
        if (bodyOf(method) is { } body)
        {
            foreach (IOperation operation in body.DescendantsAndSelf())
            {
                size++;
                // What is in a method's local functions is in the method.
                if (CalleeOf(operation) is { DeclaringSyntaxReferences.IsEmpty: false } callee && (callee.MethodKind != MethodKind.LocalFunction || method.MethodKind == MethodKind.LocalFunction)) callees.Add(callee.OriginalDefinition);
            }
        }
        return _nodes[method] = (callees, size);
    }

    private static IMethodSymbol? CalleeOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.PartialImplementationPart ?? call.TargetMethod,
        IMethodReferenceOperation reference => reference.Method,
        IPropertyReferenceOperation { Property.GetMethod: { } getter } => getter,
        _ => null,
    };
}
