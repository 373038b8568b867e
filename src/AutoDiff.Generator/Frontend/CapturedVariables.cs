using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>The variables that a function takes from around it, by itself or through local functions that it calls. <c>this</c> is one.</summary>
internal sealed class CapturedVariables(IMethodSymbol function, SemanticModel model, CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> _own = new(SymbolEqualityComparer.Default) { function };
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _names;

    /// <param name="value">The lambda or method reference.</param>
    public void Visit(IOperation value)
    {
        switch (value)
        {
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local }: VisitLocalFunction(local); break;
            case IMethodReferenceOperation { Instance: { } instance }: _names.Add(instance is IInstanceReferenceOperation ? "this" : instance.Syntax.ToString()); break;
            case IMethodReferenceOperation: break;
            default: VisitBody(value); break;
        }
    }

    private void VisitLocalFunction(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction || !_visited.Add(method)) return;
        _own.Add(method);
        SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (declaration.SyntaxTree == model.SyntaxTree && model.GetOperation(declaration, cancellation) is { } body) VisitBody(body);
    }

    private void VisitBody(IOperation body)
    {
        // Functions inside belong to it.
        List<IOperation> operations = [.. body.DescendantsAndSelf()];
        foreach (IOperation operation in operations)
        {
            if (operation is IAnonymousFunctionOperation { Symbol: var lambda }) _own.Add(lambda);
            if (operation is ILocalFunctionOperation { Symbol: var local }) _own.Add(local);
        }
        foreach (IOperation operation in operations)
        {
            switch (operation)
            {
                case IInvocationOperation call: VisitLocalFunction(call.TargetMethod); break;
                case IMethodReferenceOperation reference: VisitLocalFunction(reference.Method); break;
                case ILocalReferenceOperation { ConstantValue.HasValue: false, Local: var local }: Refer(local); break;
                case IParameterReferenceOperation { Parameter: var parameter }: Refer(parameter); break;
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }: _names.Add("this"); break;
            }
        }
    }

    private void Refer(ISymbol variable)
    {
        if (!_own.Contains(variable.ContainingSymbol)) _names.Add(variable.Name);
    }
}
