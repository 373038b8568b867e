using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Delegates whose function is known: a variable that holds one stands for the function itself, and so does a parameter of a method that is inlined. What a lambda
/// captures it shares with the code around it, as in C#. A choice between functions becomes a choice between their calls.
/// </summary>
internal sealed partial class MethodLowering
{
    /// <summary>The function that a delegate-valued expression denotes; null if that is not known.</summary>
    private Callee? FunctionOf(IOperation expression) => expression switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => MadeHere(new(lambda.Symbol, lambda.Body, _typeArguments, Self)),
        IDelegateCreationOperation { Target: IMethodReferenceOperation reference } => FunctionOf(reference) is { } function ? function with { Home = function.Home ?? _frames.Peek() } : null,
        ILocalReferenceOperation { Local: var local } when _functions.ContainsKey(local) => _functions[local],
        IParameterReferenceOperation { Parameter: var parameter } when _functions.ContainsKey(parameter) => _functions[parameter],
        IParenthesizedOperation { Operand: var operand } => FunctionOf(operand),
        IConversionOperation { Operand: var operand } when expression.Type?.TypeKind == TypeKind.Delegate => FunctionOf(operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice when IsFunction(choice.WhenTrue) && IsFunction(otherwise) =>
            Choice(LowerExpression(choice.Condition), FunctionOf(choice.WhenTrue)!, () => FunctionOf(otherwise)!),
        ISwitchExpressionOperation choice when choice.Arms.All(a => a.Guard is null && IsFunction(a.Value)) && choice.Arms.LastOrDefault()?.Pattern is IDiscardPatternOperation =>
            Choice(LowerExpression(choice.Value), [.. choice.Arms]),
        _ => null,
    };

    /// <summary>A lambda or local function, which may use the variables around it.</summary>
    private Callee MadeHere(Callee function)
    {
        _frames.Peek().HasFunctions = true;
        return function with { Home = _frames.Peek() };
    }

    private Callee? FunctionOf(IMethodReferenceOperation reference)
    {
        IMethodSymbol method = reference.Method;
        if (_functions.TryGetValue(method.OriginalDefinition, out Callee? local)) return local with { TypeArguments = local.TypeArguments.With(method, _typeArguments) };
        if (method.ContainingType is { IsExtension: true }) return null;
        if (method.IsStatic) return Resolved(method, reference.ConstrainedToType) is var meant && (RuleOf(meant) is not null || DerivativeWithoutBody(meant) is not null) ? new(meant, null, _typeArguments) : BodyOf(meant);
        if (method.DeclaringSyntaxReferences.IsEmpty || !IsStaticallyBound(method, reference.Instance)) return null;
        return BodyOf(method) is { Body: not null } callee ? callee with { Receiver = ObjectOf(reference.Instance) } : null;
    }

    // Without lowering anything: what is found here, FunctionOf finds too.
    private bool IsFunction(IOperation expression) => expression switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation } => true,
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method, Instance: var instance } } =>
            _functions.ContainsKey(method.OriginalDefinition) || !method.ContainingType.IsExtension && (RuleOf(method) is not null || BodyOf(method)?.Body is not null && (method.IsStatic || IsStaticallyBound(method, instance))),
        ILocalReferenceOperation { Local: var local } => _functions.ContainsKey(local),
        IParameterReferenceOperation { Parameter: var parameter } => _functions.ContainsKey(parameter),
        IParenthesizedOperation { Operand: var operand } => IsFunction(operand),
        IConversionOperation { Operand: var operand } => expression.Type?.TypeKind == TypeKind.Delegate && IsFunction(operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsFunction(choice.WhenTrue) && IsFunction(otherwise),
        _ => false,
    };

    private static Callee Choice(Operand condition, Callee whenTrue, Func<Callee> whenFalse) =>
        condition is Constant constant ? constant.IsTrue ? whenTrue : whenFalse() : new(whenTrue.Symbol, null, whenTrue.TypeArguments) { Choice = new(condition, whenTrue, whenFalse()) };

    private Callee Choice(Operand value, IReadOnlyList<ISwitchExpressionArmOperation> arms) => arms.Count == 1
        ? FunctionOf(arms[0].Value)!
        : Choice(LowerPattern(arms[0].Pattern, value), FunctionOf(arms[0].Value)!, () => Choice(value, [.. arms.Skip(1)]));

    /// <summary>The call of a function by a delegate.</summary>
    private Operand Call(Callee function, IInvocationOperation call)
    {
        if (function.Choice is { } choice) return LowerChoice(choice.Condition, TypeOf(call), () => Call(choice.WhenTrue, call), () => Call(choice.WhenFalse, call));
        if (function.Body is null && RuleOf(function.Symbol) is { } rule) return LowerFunction(rule, function.Symbol, call);
        return LowerByContract(function, call, call.Arguments) ?? Inline(function, call, call.Arguments);
    }

    // ---- Extension members ----

    /// <summary>The call of a member of an extension block: its receiver is the block's parameter, and evaluated first.</summary>
    private Operand? LowerExtension(IMethodSymbol method, IOperation call, IOperation? receiver, IReadOnlyList<IArgumentOperation> arguments)
    {
        if (method.ContainingType is not { IsExtension: true } block || BodyOf(method) is not { Body: not null } callee || !CanInline(callee, call, out _)) return null;
        List<(IParameterSymbol Parameter, object Argument)> bound = [];
        if (receiver is not null && !method.IsStatic && block.ExtensionParameter is { } parameter)
        {
            RefuseType(parameter.Type, receiver.Syntax.GetLocation());
            bound.Add((parameter, parameter.RefKind == RefKind.Ref ? PlaceOf(receiver) : Fitted(LowerExpression(receiver), Map(parameter.Type), receiver)));
        }
        return InlineBound(callee, call, [.. bound, .. Bind(callee.Symbol, arguments)], null);
    }
}
