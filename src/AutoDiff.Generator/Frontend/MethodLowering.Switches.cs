using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>The switch statement: a chain of Ifs, in the order of its sections, the default last.</summary>
internal sealed partial class MethodLowering
{
    private readonly Stack<SwitchScope> _switches = new();

    /// <summary>A switch whose sections are being lowered, and the sections that a goto is in.</summary>
    private sealed record SwitchScope(ISwitchOperation Switch, JumpTarget Exit, Stack<ISwitchCaseOperation> Open);

    /// <summary>A switch and what follows it in its sequence, which goes into the sections that reach it if others have left the function or the loop.</summary>
    private void LowerSwitch(ISwitchOperation s, IReadOnlyList<IOperation> rest)
    {
        Declare(s.Locals);
        foreach (ISwitchCaseOperation section in s.Cases) Declare(section.Locals);
        Operand value = LowerExpression(s.Value);
        JumpTarget exit = Target(s.ExitLabel, null);
        _targets.Add(exit);
        SwitchScope scope = new(s, exit, new());
        _switches.Push(scope);
        ISwitchCaseOperation? fallback = s.Cases.FirstOrDefault(c => c.Clauses.Any(x => x is IDefaultCaseClauseOperation));
        LowerSections(scope, value, [.. s.Cases.Where(c => c != fallback)], fallback, rest);
        _switches.Pop();
        _targets.Remove(exit);
        _values.Remove(exit.Flag);
    }

    private void LowerSections(SwitchScope scope, Operand value, IReadOnlyList<ISwitchCaseOperation> sections, ISwitchCaseOperation? fallback, IReadOnlyList<IOperation> rest)
    {
        if (sections.Count == 0)
        {
            if (fallback is not null) LowerSectionAndArrive(fallback);
            LowerSequence(rest);
            return;
        }
        Operand matches = LowerClauses(value, sections[0]);
        if (matches is Constant constant)
        {
            if (!constant.IsTrue)
            {
                LowerSections(scope, value, [.. sections.Skip(1)], fallback, rest);
                return;
            }
            LowerSectionAndArrive(sections[0]);
            LowerSequence(rest);
            return;
        }
        int firstId = _builder.NextId;
        Arm then = LowerArm(() => LowerSectionAndArrive(sections[0]));
        bool isInElse = then.Flow == Flow.Jumped;
        Arm otherwise = LowerArm(() => LowerSections(scope, value, [.. sections.Skip(1)], fallback, isInElse ? rest : []));
        bool isInThen = !isInElse && otherwise.Flow == Flow.Jumped;
        if (isInThen) then = ContinueArm(then, () => LowerSequence(rest));
        Join(matches, then, otherwise, firstId);
        if (!isInElse && !isInThen) LowerSequence(rest);

        // A break has arrived at the end of the section; a return, or a jump of a loop around, has not.
        void LowerSectionAndArrive(ISwitchCaseOperation section)
        {
            LowerSection(scope, section);
            _values[scope.Exit.Flag] = Constant.Of(false);
            if (_flow == Flow.Thrown) return;
            Operand[] pending = [.. PendingTargets().Select(t => _values[t.Flag])];
            _flow = pending.Any(f => f is Constant) ? Flow.Jumped : pending.Length > 0 ? Flow.Guarded : Flow.Live;
        }
    }

    private void LowerSection(SwitchScope scope, ISwitchCaseOperation section)
    {
        scope.Open.Push(section);
        LowerSequence(section.Body);
        scope.Open.Pop();
    }

    private Operand LowerClauses(Operand value, ISwitchCaseOperation section)
    {
        Operand? any = null;
        foreach (ICaseClauseOperation clause in section.Clauses)
        {
            Func<Operand> test = () => LowerClause(value, clause);
            any = any is { } before ? LowerShortCircuit(false, () => before, test) : test();
        }
        return any!;
    }

    private Operand LowerClause(Operand value, ICaseClauseOperation clause)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation c: return Equality(value, c.Value);
            case IPatternCaseClauseOperation c:
                return c.Guard is { } guard
                    ? LowerShortCircuit(true, () => LowerPattern(c.Pattern, value), () => LowerExpression(guard))
                    : LowerPattern(c.Pattern, value);
            case IRelationalCaseClauseOperation c when PrimitiveOf(c.Relation) is { } op: return _builder.Let(op, IrType.Boolean, value, LowerExpression(c.Value));
            case IDefaultCaseClauseOperation: return Constant.Of(false);
            default: return Unsupported(clause, "this case", "use constants and relations");
        }
    }

    // goto case: the section's body stands here once more.
    private void LowerGoto(IBranchOperation jump)
    {
        SwitchScope? scope = _switches.FirstOrDefault(s => SectionOf(s) is not null);
        ISwitchCaseOperation? section = scope is null ? null : SectionOf(scope);
        if (section is null || scope!.Open.Contains(section))
        {
            Unsupported(jump, section is null ? "goto" : "goto case in a circle", "use a loop");
            return;
        }
        LowerSection(scope, section);
        if (IsLive) JumpTo(scope.Exit);

        ISwitchCaseOperation? SectionOf(SwitchScope s) =>
            s.Switch.Cases.FirstOrDefault(c => c.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label, jump.Target)));
    }
}
