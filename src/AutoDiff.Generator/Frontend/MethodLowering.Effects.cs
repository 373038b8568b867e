using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>What a loop may do, found before it is lowered: the variables it assigns, the types of the elements it stores, the jumps that leave it.</summary>
internal sealed partial class MethodLowering
{
    private LoopBody Analyze(ILoopOperation loop, Action lower, Action bottom)
    {
        IEnumerable<IOperation> repeated = loop is IForLoopOperation { Condition: var condition } @for
            ? [loop.Body, .. condition is null ? [] : (IOperation[])[condition], .. @for.AtLoopBottom]
            : loop.ChildOperations;
        return Analyze(repeated, [], loop.ExitLabel, loop.ContinueLabel, lower, bottom) with { Site = Site(loop) };
    }

    private LoopBody Analyze(IEnumerable<IOperation> repeated, IEnumerable<Callee> called, ILabelSymbol? exit, ILabelSymbol? next, Action lower, Action bottom)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default), open = new(SymbolEqualityComparer.Default);
        HashSet<(ISymbol, string)> visited = [];
        HashSet<IrType> stored = [];
        bool mayReturn = false, mayBreak = false;
        foreach (IOperation operation in repeated) Scan(operation, isNested: false);
        foreach (Callee callee in called) ScanCallee(callee);
        return new(exit, next, assigned, stored, mayBreak, mayReturn, lower, bottom);

        void Scan(IOperation operation, bool isNested)
        {
            foreach (IOperation inner in Descendants(operation))
            {
                switch (inner)
                {
                    case IReturnOperation { Kind: OperationKind.Return }: mayReturn |= !isNested; break;
                    case IBranchOperation branch: mayBreak |= !isNested && SymbolEqualityComparer.Default.Equals(branch.Target, exit); break;
                    case IInvocationOperation call: ScanCall(call); break;
                    case IPropertyReferenceOperation { Property: var property } member:
                        if (property.GetMethod is { } getter) ScanMethod(getter, member.ConstrainedToType);
                        if (property.SetMethod is { } setter) ScanMethod(setter, member.ConstrainedToType);
                        break;
                    case IObjectCreationOperation { Constructor: { } constructor }: ScanMethod(constructor); break;
                    case IBinaryOperation { OperatorMethod: { } method } o: ScanMethod(method, o.ConstrainedToType); break;
                    case IUnaryOperation { OperatorMethod: { } method } o: ScanMethod(method, o.ConstrainedToType); break;
                    case IConversionOperation { OperatorMethod: { } method } o: ScanMethod(method, o.ConstrainedToType); break;
                    case ICompoundAssignmentOperation { OperatorMethod: { } method } o: ScanMethod(method, o.ConstrainedToType); break;
                    case ILocalReferenceOperation r: ScanFunction(r.Local); break;
                    case IParameterReferenceOperation r: ScanFunction(r.Parameter); break;
                    case IAnonymousFunctionOperation lambda: Scan(lambda.Body, isNested: true); break;
                    case IMethodReferenceOperation r: ScanMethod(r.Method, r.ConstrainedToType); break;
                }
                Targets(inner, assigned, stored);
            }
        }

        // A lambda in a variable, or those of a query: they may run here.
        void ScanFunction(ISymbol symbol)
        {
            if (_functions.TryGetValue(symbol, out Callee? function)) ScanCallee(function);
            if (!_sequences.TryGetValue(symbol, out Sequence? sequence)) return;
            foreach (Callee inner in sequence.Functions) ScanCallee(inner);
        }

        // Once for each choice of type arguments, but not again in itself.
        void ScanCallee(Callee callee)
        {
            if (callee.Choice is { } choice)
            {
                ScanCallee(choice.WhenTrue);
                ScanCallee(choice.WhenFalse);
            }
            if (callee.Body is not { } body || !open.Add(callee.Symbol)) return;
            if (visited.Add((callee.Symbol, callee.TypeArguments.ToString()))) Within(callee.TypeArguments, () => Scan(body, isNested: true));
            open.Remove(callee.Symbol);
        }

        void ScanMethod(IMethodSymbol method, ITypeSymbol? constrainedTo = null)
        {
            if (_functions.TryGetValue(method.OriginalDefinition, out Callee? local)) ScanCallee(local with { TypeArguments = local.TypeArguments.With(method, _typeArguments) });
            else if (Resolved(method, constrainedTo) is { DeclaringSyntaxReferences.Length: > 0 } declared && BodyOf(declared) is { } callee) ScanCallee(callee);
        }

        void ScanCall(IInvocationOperation call)
        {
            ScanMethod(call.TargetMethod, call.ConstrainedToType ?? call.Instance?.Type as ITypeParameterSymbol);
            if (call.TargetMethod.DeclaringSyntaxReferences.Length > 0) return;
            foreach (IOperation argument in call.Arguments.Select(a => Unwrap(a.Value)).Concat(call.Instance is null ? [] : [call.Instance]))
                for (IrType? type = TypeOf(argument).Element; type is not null; type = type.Element)
                    stored.UnionWith(type is StructType s ? s.Leaves.Select(l => l.Type) : [type]);
        }
    }

    // Not into lambdas and local functions: they run where they are called.
    private static IEnumerable<IOperation> Descendants(IOperation operation)
    {
        yield return operation;
        foreach (IOperation child in operation.ChildOperations)
        {
            if (child is ILocalFunctionOperation) continue;
            if (child is IAnonymousFunctionOperation)
            {
                yield return child;
                continue;
            }
            foreach (IOperation inner in Descendants(child)) yield return inner;
        }
    }

    private void Targets(IOperation operation, HashSet<ISymbol> assigned, HashSet<IrType> stored)
    {
        switch (operation)
        {
            case IAssignmentOperation s: Add(s.Target); break;
            case IIncrementOrDecrementOperation s: Add(s.Target); break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } s: Add(s.Value); break;
            case IVariableDeclaratorOperation s:
                assigned.Add(s.Symbol);
                if (s.Symbol.RefKind != RefKind.None && s.Initializer is { Value: var referred }) Add(referred);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }: assigned.Add(symbol); break;
            case IRecursivePatternOperation { DeclaredSymbol: { } symbol }: assigned.Add(symbol); break;
            // A method of a struct may change it.
            case IInvocationOperation { Instance: { } receiver, TargetMethod.IsReadOnly: false } when TypeOf(receiver) is StructType: AddRoot(receiver); break;
        }

        void Add(IOperation target)
        {
            switch (target)
            {
                case ILocalReferenceOperation r: AddSymbol(r.Local, r); break;
                case IParameterReferenceOperation r: AddSymbol(r.Parameter, r); break;
                case ITupleOperation tuple: foreach (IOperation element in tuple.Elements) Add(element); break;
                case IDeclarationExpressionOperation declaration: Add(declaration.Expression); break;
                case IConditionalOperation { WhenFalse: { } otherwise } choice:
                    Add(choice.WhenTrue);
                    Add(otherwise);
                    break;
                case IFieldReferenceOperation { Instance: { } whole } when TypeOf(whole) is StructType: AddRoot(whole); break;
                case IPropertyReferenceOperation { Instance: { } whole } when TypeOf(whole) is StructType: AddRoot(whole); break;
                default: AddRoot(target); break;
            }
        }

        // The variable that holds the struct; of an element of memory all its leaves are stored.
        void AddRoot(IOperation place)
        {
            switch (place)
            {
                case IFieldReferenceOperation { Instance: { } whole } when TypeOf(whole) is StructType: AddRoot(whole); break;
                case IPropertyReferenceOperation { Instance: { } whole, Property.IsIndexer: false } when TypeOf(whole) is StructType: AddRoot(whole); break;
                case ILocalReferenceOperation r: AddSymbol(r.Local, r); break;
                case IParameterReferenceOperation r: AddSymbol(r.Parameter, r); break;
                case IInstanceReferenceOperation { Type: { } type }: assigned.Add(type); break;
                default: AddStored(TypeOf(place)); break;
            }
        }

        void AddStored(IrType type)
        {
            if (type is not StructType s) stored.Add(type);
            else
                foreach (Leaf leaf in s.Leaves) stored.Add(leaf.Type);
        }

        // A ref local or parameter may stand for an element.
        void AddSymbol(ISymbol symbol, IOperation reference)
        {
            assigned.Add(symbol);
            if (symbol is ILocalSymbol { RefKind: not RefKind.None } or IParameterSymbol { RefKind: not RefKind.None }) AddStored(TypeOf(reference));
        }
    }
}
