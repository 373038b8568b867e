using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Statements and jumps. A jump sets its target's flag; what a set flag skips stands in an arm of an If.</summary>
internal sealed partial class MethodLowering
{
    private void LowerSequence(IReadOnlyList<IOperation> statements)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            if (!IsLive || !Grow()) return;
            if (statements[i] is IConditionalOperation { WhenTrue: var then, WhenFalse: var otherwise } branch
                && (AlwaysJumps(then) || (otherwise is not null && AlwaysJumps(otherwise))))
            {
                // One arm never reaches the rest: it goes into the other, and no flag is asked.
                IOperation[] rest = [.. statements.Skip(i + 1)];
                bool skipsThen = AlwaysJumps(then);
                LowerBranch(
                    LowerExpression(branch.Condition),
                    () => LowerSequence(skipsThen ? [then] : [then, .. rest]),
                    () => LowerSequence(skipsThen ? otherwise is null ? rest : [otherwise, .. rest] : [otherwise!]));
                return;
            }
            LowerStatement(statements[i]);
            if (i + 1 < statements.Count && IsLive && PendingFlags() is { } pending)
            {
                IOperation[] rest = [.. statements.Skip(i + 1)];
                Variable[] flags = [.. PendingTargets().Select(t => t.Flag)];
                LowerBranch(pending, () => { }, () =>
                {
                    foreach (Variable flag in flags) _values[flag] = Constant.Of(false);
                    _flow = Flow.Live;
                    LowerSequence(rest);
                });
                return;
            }
        }
    }

    private void LowerStatement(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation s:
                Declare(s.Locals);
                foreach (ILocalFunctionOperation local in s.Operations.OfType<ILocalFunctionOperation>()) _functions[local.Symbol] = new(local.Symbol, local.Body);
                LowerSequence(s.Operations);
                break;
            case IExpressionStatementOperation s: LowerEffect(s.Operation); break;
            case IVariableDeclarationGroupOperation s:
                foreach (IVariableDeclarationOperation declaration in s.Declarations)
                    foreach (IVariableDeclaratorOperation declarator in declaration.Declarators) LowerDeclarator(declarator, declaration);
                break;
            case IConditionalOperation s:
                LowerBranch(LowerExpression(s.Condition), () => LowerStatement(s.WhenTrue), () => { if (s.WhenFalse is { } otherwise) LowerStatement(otherwise); });
                break;
            case IForLoopOperation s: LowerFor(s); break;
            case IForEachLoopOperation s: LowerForEach(s); break;
            case IWhileLoopOperation s: LowerWhile(s); break;
            case ISwitchOperation s: LowerSwitch(s); break;
            case IReturnOperation { Kind: OperationKind.Return } s: LowerReturn(s.ReturnedValue); break;
            case IBranchOperation s: LowerJump(s); break;
            case IThrowOperation s: LowerThrow(s); break;
            case IEmptyOperation or ILocalFunctionOperation: break;
            case ILabeledOperation s: Unsupported(s, "a label", "use a loop with break or continue"); break;
            case ITryOperation s: Unsupported(s, "try", "move it around the call"); break;
            case IUsingOperation or IUsingDeclarationOperation: Unsupported(statement, "using", "move it around the call"); break;
            case ILockOperation s: Unsupported(s, "lock", "move it around the call"); break;
            case IReturnOperation s: Unsupported(s, "yield", "fill an array"); break;
            case IInvalidOperation: _isInvalid = true; break;
            default:
                if (statement.Type is not null) LowerEffect(statement);
                else if (ContainsErrors(statement)) _isInvalid = true;
                else Unsupported(statement, $"this statement ({statement.Kind})", "write it with assignments, if and loops");
                break;
        }
    }

    private void LowerDeclarator(IVariableDeclaratorOperation declarator, IVariableDeclarationOperation declaration)
    {
        if (declarator.Symbol.IsConst) return;
        if (declarator.Symbol.RefKind != RefKind.None) Unsupported(declarator, "a ref local", "index the array where it is used");
        RefuseType(declarator.Symbol.Type, declarator.Syntax.GetLocation());
        IOperation? initializer = (declarator.Initializer ?? declaration.Initializer)?.Value;
        if (initializer is not null && FunctionOf(initializer) is { } function)
        {
            _functions[declarator.Symbol] = function;
            return;
        }
        Variable variable = Declare(declarator.Symbol);
        if (initializer is not null) Set(variable, LowerExpression(initializer));
    }

    private static bool ContainsErrors(IOperation operation) => operation.DescendantsAndSelf().Any(o => o is IInvalidOperation);

    // ---- Jumps ----

    private bool IsLive => _flow is Flow.Live or Flow.Guarded;

    private void LowerReturn(IOperation? value)
    {
        Frame frame = _frames.Peek();
        if (value is not null)
        {
            Operand result = LowerExpression(value);
            if (frame.Result is not null) Set(frame.Result, result);
        }
        JumpTo(frame.Return);
    }

    private void LowerJump(IBranchOperation jump)
    {
        if (jump.BranchKind == BranchKind.GoTo)
        {
            LowerGoto(jump);
            return;
        }
        JumpTarget? target = _targets.LastOrDefault(t => SymbolEqualityComparer.Default.Equals(t.Label, jump.Target));
        if (target is null) Unsupported(jump, "this jump", "use break, continue or return");
        else JumpTo(target);
    }

    private void JumpTo(JumpTarget target)
    {
        _values[target.Flag] = Constant.Of(true);
        _flow = Flow.Jumped;
    }

    private JumpTarget Target(ILabelSymbol? label, string? name)
    {
        JumpTarget target = new(new Variable(name, IrType.Boolean), label);
        _values[target.Flag] = Constant.Of(false);
        return target;
    }

    /// <summary>The disjunction of the flags of open targets that may be set here; null if none may.</summary>
    private Operand? PendingFlags() => Disjunction(PendingTargets().Select(t => _values[t.Flag]));

    private IEnumerable<JumpTarget> PendingTargets() => OpenTargets().Where(t => _values[t.Flag] is not Constant { IsTrue: false });

    // Of the function being lowered: a callee's jumps end in it.
    private IEnumerable<JumpTarget> OpenTargets() => _targets.SkipWhile(t => t != _frames.Peek().Return);

    private Operand? Disjunction(IEnumerable<Operand> flags)
    {
        Operand? any = null;
        foreach (Operand flag in flags.Distinct()) any = any is null ? flag : _builder.Let(Primitive.Or, IrType.Boolean, any, flag);
        return any;
    }

    private void LowerThrow(IThrowOperation statement)
    {
        if (statement.Exception is null)
        {
            Unsupported(statement, "a rethrow", "throw an exception of your own");
            return;
        }
        if (TextOf(statement.Exception) is not var (text, arguments)) return;
        _builder.Append(new Throw(text, arguments));
        _flow = Flow.Thrown;
    }

    /// <summary>True if the statement is sure to jump or throw.</summary>
    private static bool AlwaysJumps(IOperation statement) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation => true,
        IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } => true,
        IBlockOperation block => block.Operations.Any(AlwaysJumps),
        IConditionalOperation { WhenFalse: { } otherwise } branch => AlwaysJumps(branch.WhenTrue) && AlwaysJumps(otherwise),
        _ => false,
    };
}
