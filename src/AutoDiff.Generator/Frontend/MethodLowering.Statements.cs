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
            if (_flow == Flow.Guarded)
            {
                LowerGuarded([.. statements.Skip(i)]);
                return;
            }
            switch (statements[i])
            {
                case IBlockOperation block when i + 1 < statements.Count:
                    // Its jumps skip what follows as well: one sequence. Blocks open no scope here, variables are symbols.
                    Open(block);
                    LowerSequence([.. block.Operations, .. Rest()]);
                    return;
                case IConditionalOperation branch:
                    if (LowerIf(branch, Rest())) return;
                    break;
                case ISwitchOperation choice:
                    LowerSwitch(choice, Rest());
                    return;
                default:
                    LowerStatement(statements[i]);
                    break;
            }

            IReadOnlyList<IOperation> Rest() => [.. statements.Skip(i + 1)];
        }
    }

    /// <summary>
    /// An if. Where one arm always jumps, the rest of the sequence goes into the other, and no flag is asked: then it is lowered here, and the answer is true.
    /// </summary>
    private bool LowerIf(IConditionalOperation branch, IReadOnlyList<IOperation> rest)
    {
        IOperation[] whenTrue = [branch.WhenTrue], whenFalse = branch.WhenFalse is { } statement ? [statement] : [];
        Operand condition = LowerExpression(branch.Condition);
        if (condition is Constant constant)
        {
            LowerSequence([.. constant.IsTrue ? whenTrue : whenFalse, .. rest]);
            return true;
        }
        int firstId = _builder.NextId;
        Arm then = LowerArm(() => LowerSequence(whenTrue)), otherwise = LowerArm(() => LowerSequence(whenFalse));
        bool intoElse = rest.Count > 0 && then.Flow == Flow.Jumped && otherwise.Flow is Flow.Live or Flow.Guarded;
        bool intoThen = rest.Count > 0 && otherwise.Flow == Flow.Jumped && then.Flow is Flow.Live or Flow.Guarded;
        if (intoElse) otherwise = ContinueArm(otherwise, () => LowerSequence(rest));
        if (intoThen) then = ContinueArm(then, () => LowerSequence(rest));
        Join(condition, then, otherwise, firstId);
        return intoElse || intoThen;
    }

    // What follows where some paths have jumped: it runs if no flag is set.
    private void LowerGuarded(IReadOnlyList<IOperation> statements)
    {
        Variable[] flags = [.. PendingTargets().Select(t => t.Flag)];
        Operand pending = PendingFlags()!;
        int firstId = _builder.NextId;
        Arm skipped = LowerArm(() =>
        {
            if (flags is [var flag]) _values[flag] = Constant.Of(true);
            _flow = Flow.Jumped;
        });
        Arm run = LowerArm(() =>
        {
            foreach (Variable flag in flags) _values[flag] = Constant.Of(false);
            _flow = Flow.Live;
            LowerSequence(statements);
        });
        Join(pending, skipped, run, firstId);
    }

    private void Open(IBlockOperation block)
    {
        Declare(block.Locals);
        foreach (ILocalFunctionOperation local in block.Operations.OfType<ILocalFunctionOperation>()) _functions[local.Symbol] = MadeHere(new(local.Symbol, local.Body, _typeArguments, Self));
    }

    private void LowerStatement(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation s:
                Open(s);
                LowerSequence(s.Operations);
                break;
            case IExpressionStatementOperation s: LowerEffect(s.Operation); break;
            case IVariableDeclarationGroupOperation s:
                foreach (IVariableDeclarationOperation declaration in s.Declarations)
                    foreach (IVariableDeclaratorOperation declarator in declaration.Declarators) LowerDeclarator(declarator, declaration);
                break;
            case IConditionalOperation: LowerSequence([statement]); break;
            case IForLoopOperation s: LowerFor(s); break;
            case IForEachLoopOperation s: LowerLoop(s, () => LowerForEach(s)); break;
            case IWhileLoopOperation s: LowerLoop(s, () => LowerWhile(s)); break;
            case ISwitchOperation s: LowerSwitch(s, []); break;
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
                else Unsupported(statement, UnsupportedConstruct.Of(statement).Name, UnsupportedConstruct.Of(statement).Advice);
                break;
        }
    }

    private void LowerDeclarator(IVariableDeclaratorOperation declarator, IVariableDeclarationOperation declaration)
    {
        if (declarator.Symbol.IsConst) return;
        IOperation? initializer = (declarator.Initializer ?? declaration.Initializer)?.Value;
        if (DeclareTensorArray(declarator.Symbol, initializer)) return;
        RefuseType(declarator.Symbol.Type, declarator.Syntax.GetLocation());
        if (declarator.Symbol.RefKind != RefKind.None && initializer is not null)
        {
            _places[declarator.Symbol] = PlaceOf(initializer);
            return;
        }
        if (initializer is not null && FunctionOf(initializer) is { } function)
        {
            _functions[declarator.Symbol] = function;
            return;
        }
        if (initializer is not null && IsEnumerable(declarator.Symbol.Type) && IsSequence(initializer) && !IsList(initializer))
        {
            _sequences[declarator.Symbol] = SequenceOf(initializer);
            return;
        }
        if (initializer is not null && DeclarePosition(declarator.Symbol, initializer)) return;
        if (DeclareWrittenTensor(declarator.Symbol, declarator, initializer)) return;
        Place variable = Declare(declarator.Symbol);
        if (initializer is not null) Write(variable, Fitted(LowerExpression(initializer), variable.Type, initializer));
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
            if (frame.Result is not null) Write(frame.Result, Fitted(result, frame.Result.Type, value));
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
        WriteReferencesBack();
        _builder.Append(new Throw(text, arguments));
        _flow = Flow.Thrown;
    }
}
