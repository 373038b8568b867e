using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Loops. A loop is a <see cref="For"/> if its counter changes only in the header, its bound does not change in the body and no jump leaves it; else
/// a <see cref="While"/>. What a loop carries are the variables that it assigns.
/// </summary>
internal sealed partial class MethodLowering
{
    /// <summary>A loop in one form: what it does per iteration and where its jumps lead.</summary>
    private sealed record LoopBody(ILabelSymbol Break, ILabelSymbol Continue, HashSet<ISymbol> Assigned, bool MayBreak, bool MayReturn, Action Body, Action Bottom)
    {
        public bool IsLeft => MayBreak || MayReturn;
    }

    private void LowerFor(IForLoopOperation loop)
    {
        Declare(loop.Locals);
        foreach (IOperation statement in loop.Before) LowerStatement(statement);
        LoopBody body = Analyze(loop, loop.Body, () => LowerStatement(loop.Body), () =>
        {
            foreach (IOperation statement in loop.AtLoopBottom) LowerStatement(statement);
        });
        if (!body.IsLeft && CountedHeader(loop, body) is { } header) LowerCounted(header, body with { Bottom = header.Bottom });
        else LowerGeneral(body, loop.Condition is null ? () => Constant.Of(true) : () => LowerExpression(loop.Condition), testsFirst: true);
    }

    private void LowerWhile(IWhileLoopOperation loop)
    {
        Declare(loop.Locals);
        LoopBody body = Analyze(loop, loop.Body, () => LowerStatement(loop.Body), () => { });
        LowerGeneral(
            body,
            () => loop.Condition is null ? Constant.Of(true)
                : loop.ConditionIsUntil ? _builder.Let(Primitive.Not, IrType.Boolean, LowerExpression(loop.Condition))
                : LowerExpression(loop.Condition),
            loop.ConditionIsTop);
    }

    private void LowerForEach(IForEachLoopOperation loop)
    {
        IOperation collection = Unwrap(loop.Collection);
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var element } || !IsIndexable(collection.Type))
        {
            Unsupported(loop, "foreach over anything but a one-dimensional array or a span", "use for with an index");
            return;
        }
        if (element.RefKind != RefKind.None)
        {
            Unsupported(loop, "foreach with a ref variable", "use for with an index");
            return;
        }
        Operand array = LowerExpression(collection);
        Value length = _builder.Length(array);
        Variable counter = new("i", IrType.Int32);
        _values[counter] = Constant.Of(0);
        Variable variable = Declare(element);
        LoopBody body = Analyze(
            loop, loop.Body,
            () =>
            {
                Declare(loop.Locals);
                variable = ((VariablePlace)_places[element]).Variable;
                Set(variable, Converted(_builder.Load(array, _values[counter]), variable.Type));
                LowerStatement(loop.Body);
            },
            () => { });
        if (!body.IsLeft)
        {
            LowerCounted(new(counter, Bound.Less, () => length, Constant.Of(1), () => { }), body);
        }
        else
        {
            body = body with { Bottom = () => _values[counter] = _builder.Let(counter.Name, Primitive.Add, IrType.Int32, _values[counter], Constant.Of(1)) };
            LowerGeneral(body, () => _builder.Let(Primitive.Less, IrType.Boolean, _values[counter], length), testsFirst: true, counter);
        }
        _values.Remove(counter);
    }

    private static bool IsIndexable(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } || TypeMapping.IsSpan(type);

    // A foreach over an array hides it in a conversion to IEnumerable.
    private static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { Type: IArrayTypeSymbol } inner }) operation = inner;
        return operation;
    }

    // ---- What a loop assigns ----

    private LoopBody Analyze(ILoopOperation loop, IOperation body, Action lower, Action bottom)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        bool mayReturn = false, mayBreak = false;
        Scan(loop, []);
        return new(loop.ExitLabel, loop.ContinueLabel, assigned, mayBreak, mayReturn, lower, bottom);

        void Scan(IOperation operation, HashSet<ISymbol> visited)
        {
            bool isNested = visited.Count > 0;
            foreach (IOperation inner in Descendants(operation))
            {
                switch (inner)
                {
                    case IReturnOperation { Kind: OperationKind.Return } when !isNested: mayReturn = true; break;
                    case IBranchOperation branch when !isNested && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel): mayBreak = true; break;
                    case IInvocationOperation call:
                        ISymbol? callee = call.Instance is ILocalReferenceOperation f ? f.Local : call.TargetMethod;
                        if (_functions.TryGetValue(callee, out Callee? local) && local.Body is { } inlined && visited.Add(callee)) Scan(inlined, visited);
                        break;
                    default: Targets(inner, assigned); break;
                }
            }
        }
    }

    // Not into lambdas and local functions: they run where they are called.
    private static IEnumerable<IOperation> Descendants(IOperation operation)
    {
        yield return operation;
        foreach (IOperation child in operation.ChildOperations)
        {
            if (child is ILocalFunctionOperation or IAnonymousFunctionOperation) continue;
            foreach (IOperation inner in Descendants(child)) yield return inner;
        }
    }

    private static void Targets(IOperation operation, HashSet<ISymbol> assigned)
    {
        switch (operation)
        {
            case IAssignmentOperation s: AddTarget(s.Target); break;
            case IIncrementOrDecrementOperation s: AddTarget(s.Target); break;
            case IVariableDeclaratorOperation s: assigned.Add(s.Symbol); break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }: assigned.Add(symbol); break;
        }

        void AddTarget(IOperation target)
        {
            switch (target)
            {
                case ILocalReferenceOperation r: assigned.Add(r.Local); break;
                case IParameterReferenceOperation r: assigned.Add(r.Parameter); break;
                case ITupleOperation tuple: foreach (IOperation element in tuple.Elements) AddTarget(element); break;
                case IDeclarationExpressionOperation declaration: AddTarget(declaration.Expression); break;
            }
        }
    }

    private List<Variable> Carried(LoopBody body, IEnumerable<Variable> others)
    {
        HashSet<Variable> assigned = [.. body.Assigned.Select(s => _places.TryGetValue(s, out Place? place) ? (place as VariablePlace)?.Variable : null).OfType<Variable>()];
        List<Variable> carried = [.. _values.Keys.Where(assigned.Contains)];
        if (body.MayReturn)
        {
            Frame frame = _frames.Peek();
            carried.Add(frame.Return.Flag);
            if (frame.Result is not null) carried.Add(frame.Result);
        }
        return [.. carried.Concat(others).Distinct()];
    }

    // ---- Counted ----

    /// <summary><paramref name="Bottom"/> is what the header updates beside the counter.</summary>
    private sealed record CountedLoop(Variable Counter, Bound Bound, Func<Operand> End, Operand Step, Action Bottom);

    private void LowerCounted(CountedLoop header, LoopBody body)
    {
        Operand start = _values[header.Counter], end = header.End();
        List<Variable> carried = [.. Carried(body, []).Where(v => v != header.Counter)];
        Operand[] initial = [.. carried.Select(v => _values[v])];
        Dictionary<Variable, Operand> before = _values;
        Flow flow = _flow;

        _values = new(before);
        Value index = _builder.Fresh(header.Counter.Type, header.Counter.Name);
        _values[header.Counter] = index;
        Value[] parameters = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
        for (int i = 0; i < parameters.Length; i++) _values[carried[i]] = parameters[i];
        _builder.Begin(parameters);
        LowerIteration(body);
        Region region = _builder.End([.. carried.Select(v => _values[v])]);

        _values = before;
        _flow = flow;
        Value[] results = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
        _builder.Append(new For(index, start, header.Bound, end, header.Step, initial, region, results));
        for (int i = 0; i < results.Length; i++) _values[carried[i]] = results[i];
    }

    // One iteration: the body, then the bottom unless something has left the loop.
    private void LowerIteration(LoopBody body)
    {
        JumpTarget next = Target(body.Continue, null);
        _targets.Add(next);
        body.Body();
        _targets.Remove(next);
        _values[next.Flag] = Constant.Of(false);
        if (_flow != Flow.Thrown)
        {
            _flow = Flow.Live;
            if (PendingFlags() is { } pending) LowerBranch(pending, () => { }, body.Bottom);
            else body.Bottom();
        }
        _values.Remove(next.Flag);
    }

    /// <summary>The header as a counted loop's; null if it is none.</summary>
    private CountedLoop? CountedHeader(IForLoopOperation loop, LoopBody body)
    {
        if (loop.Condition is not IBinaryOperation { OperatorMethod: null } condition) return null;
        if (CounterOf(condition.LeftOperand, loop) is { } left) return Header(left, condition.OperatorKind, condition.RightOperand);
        return CounterOf(condition.RightOperand, loop) is { } right ? Header(right, Mirrored(condition.OperatorKind), condition.LeftOperand) : null;

        CountedLoop? Header(ILocalSymbol counter, BinaryOperatorKind comparison, IOperation bound)
        {
            Bound? relation = comparison switch
            {
                BinaryOperatorKind.LessThan => Bound.Less,
                BinaryOperatorKind.LessThanOrEqual => Bound.LessOrEqual,
                BinaryOperatorKind.GreaterThan => Bound.Greater,
                BinaryOperatorKind.GreaterThanOrEqual => Bound.GreaterOrEqual,
                _ => null,
            };
            Variable variable = ((VariablePlace)_places[counter]).Variable;
            IOperation[] updates = [.. loop.AtLoopBottom.Where(s => AssignedIn(s).Contains(counter))];
            if (relation is null || updates is not [var update] || variable.Type is not ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 }) return null;
            if (AssignedIn(loop.Body).Contains(counter) || MutatedByFunctions(loop.Body, counter) || !IsInvariant(bound, body.Assigned)) return null;
            bool upward = relation is Bound.Less or Bound.LessOrEqual;
            if (StepOf(update, counter, body.Assigned, upward) is not { } step) return null;
            IOperation[] others = [.. loop.AtLoopBottom.Where(s => s != update)];
            if (others.Length > 0 && loop.AtLoopBottom.ToList().IndexOf(update) < loop.AtLoopBottom.Length - 1 && others.Any(o => Reads(o, counter))) return null;
            return new(variable, relation.Value, () => LowerExpression(bound), step, () =>
            {
                foreach (IOperation other in others) LowerStatement(other);
            });
        }
    }

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };

    // A counter is declared by the loop: nothing sees it afterwards.
    private static ILocalSymbol? CounterOf(IOperation operand, IForLoopOperation loop) =>
        operand is ILocalReferenceOperation { Local: var local } && loop.Locals.Contains(local, SymbolEqualityComparer.Default) ? local : null;

    private static HashSet<ISymbol> AssignedIn(IOperation operation)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        foreach (IOperation inner in Descendants(operation)) Targets(inner, assigned);
        return assigned;
    }

    // A local function or lambda that changes the counter is rare enough to give up on.
    private static bool MutatedByFunctions(IOperation body, ISymbol counter) => body.DescendantsAndSelf()
        .Where(o => o is ILocalFunctionOperation or IAnonymousFunctionOperation)
        .Any(f => f.Descendants().Any(d => AssignedIn(d).Contains(counter)));

    private static bool Reads(IOperation operation, ISymbol local) =>
        operation.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation r && SymbolEqualityComparer.Default.Equals(r.Local, local));

    /// <summary>True if the expression has the same value in every iteration: constants, variables that the loop does not assign, lengths and arithmetic of them.</summary>
    private static bool IsInvariant(IOperation operation, HashSet<ISymbol> assigned) => operation switch
    {
        { ConstantValue.HasValue: true } => true,
        ILocalReferenceOperation r => !assigned.Contains(r.Local),
        IParameterReferenceOperation r => !assigned.Contains(r.Parameter),
        IPropertyReferenceOperation { Property.Name: "Length", Instance: { } array } => IsInvariant(array, assigned) && (array.Type is IArrayTypeSymbol || TypeMapping.IsSpan(array.Type)),
        IInvocationOperation { TargetMethod.Name: "GetLength", Instance: { Type: IArrayTypeSymbol } array } call => IsInvariant(array, assigned) && IsInvariant(call.Arguments[0].Value, assigned),
        IInvocationOperation { TargetMethod: { Name: "Min" or "Max" or "Abs", ContainingType: { Name: "Math", ContainingNamespace.Name: "System" } } } call => call.Arguments.All(a => IsInvariant(a.Value, assigned)),
        IBinaryOperation { OperatorMethod: null, IsChecked: false } b => IsInvariant(b.LeftOperand, assigned) && IsInvariant(b.RightOperand, assigned),
        IUnaryOperation { OperatorMethod: null, IsChecked: false } u => IsInvariant(u.Operand, assigned),
        IConversionOperation { OperatorMethod: null, IsChecked: false } c => IsInvariant(c.Operand, assigned),
        IParenthesizedOperation p => IsInvariant(p.Operand, assigned),
        _ => false,
    };

    // i++, i += k, i = i + k and their opposites, with a step that leads to the bound.
    private Operand? StepOf(IOperation update, ILocalSymbol counter, HashSet<ISymbol> assigned, bool upward)
    {
        if (update is IExpressionStatementOperation statement) update = statement.Operation;
        (IOperation? amount, bool negative) = update switch
        {
            IIncrementOrDecrementOperation { OperatorMethod: null } s => ((IOperation?)null, s.Kind == OperationKind.Decrement),
            ICompoundAssignmentOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Add } s => (s.Value, false),
            ICompoundAssignmentOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Subtract } s => (s.Value, true),
            ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, LeftOperand: ILocalReferenceOperation r } b }
                when SymbolEqualityComparer.Default.Equals(r.Local, counter) => (b.RightOperand, b.OperatorKind == BinaryOperatorKind.Subtract),
            _ => (update, false),
        };
        IrType type = TypeMapping.Map(counter.Type);
        if (amount is null) return negative == upward ? null : Constant.Number(negative ? -1 : 1, type);
        if (amount == update || amount.ConstantValue is not { HasValue: true, Value: int or long } constant) return null;
        long step = Convert.ToInt64(constant.Value, System.Globalization.CultureInfo.InvariantCulture) * (negative ? -1 : 1);
        return step != 0 && step > 0 == upward && IsInvariant(amount, assigned) ? Constant.Number(step, type) : null;
    }

    // ---- General ----

    /// <summary>
    /// A While. If its condition can be a region without effects, that is the region; else a flag is carried that says whether to go on,
    /// and the condition is evaluated in the body.
    /// </summary>
    private void LowerGeneral(LoopBody body, Func<Operand> condition, bool testsFirst, params Variable[] others)
    {
        JumpTarget exit = Target(body.Break, null);
        _targets.Add(exit);
        List<Variable> carried = Carried(body, body.MayBreak ? [exit.Flag, .. others] : others);
        Dictionary<Variable, Operand> before = _values;
        Flow flow = _flow;

        Region? test = testsFirst ? TryCondition(carried, before, condition) : null;
        if (test is not null)
        {
            Region region = LowerWhileBody(carried, before, () => LowerIteration(body));
            CloseWhile(carried, before, flow, test, region);
        }
        else
        {
            Variable goOn = new(null, IrType.Boolean);
            before[goOn] = Constant.Of(true);
            carried.Add(goOn);
            Value[] parameters = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
            test = new(parameters, Array.Empty<Statement>(), new Operand[] { parameters[parameters.Length - 1] });
            Region region = LowerWhileBody(carried, before, () =>
            {
                if (testsFirst)
                {
                    Operand holds = condition();
                    _values[goOn] = holds;
                    LowerBranch(holds, () => LowerIteration(body), () => { });
                }
                else
                {
                    LowerIteration(body);
                    if (_flow == Flow.Thrown) return;
                    Operand? left = PendingFlags();
                    _flow = Flow.Live;
                    _values[goOn] = left is null ? condition() : LowerChoice(left, IrType.Boolean, () => Constant.Of(false), condition);
                    return;
                }
                if (_flow != Flow.Thrown && PendingFlags() is { } pending)
                {
                    _flow = Flow.Live;
                    _values[goOn] = LowerShortCircuit(true, () => _builder.Let(Primitive.Not, IrType.Boolean, pending), () => _values[goOn]);
                }
            });
            CloseWhile(carried, before, flow, test, region);
            _values.Remove(goOn);
        }
        _targets.Remove(exit);
        _values.Remove(exit.Flag);
        if (PendingFlags() is not null) _flow = Flow.Guarded;
    }

    private Region LowerWhileBody(List<Variable> carried, Dictionary<Variable, Operand> before, Action lower)
    {
        _values = new(before);
        Value[] parameters = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
        for (int i = 0; i < parameters.Length; i++) _values[carried[i]] = parameters[i];
        // On entry of an iteration no flag is set: the condition has seen to that.
        foreach (Variable flag in OpenTargets().Select(t => t.Flag).Where(carried.Contains)) _values[flag] = Constant.Of(false);
        _flow = Flow.Live;
        _builder.Begin(parameters);
        lower();
        return _builder.End([.. carried.Select(v => _values[v])]);
    }

    private void CloseWhile(List<Variable> carried, Dictionary<Variable, Operand> before, Flow flow, Region test, Region body)
    {
        Operand[] initial = [.. carried.Select(v => before[v])];
        Value[] results = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
        _builder.Append(new While(initial, test, body, results));
        _values = before;
        _flow = flow;
        for (int i = 0; i < results.Length; i++) _values[carried[i]] = results[i];
    }

    // The loop goes on while no flag is set and the condition holds; null if the condition has effects.
    private Region? TryCondition(List<Variable> carried, Dictionary<Variable, Operand> before, Func<Operand> condition)
    {
        (int sites, int problems) = (_sites.Count, _problems.Count);
        _values = new(before);
        Value[] parameters = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
        for (int i = 0; i < parameters.Length; i++) _values[carried[i]] = parameters[i];
        _builder.Begin(parameters);
        Operand[] flags = [.. OpenTargets().Select(t => t.Flag).Where(carried.Contains).Select(f => _values[f])];
        Dictionary<Variable, Operand> entry = new(_values);
        Operand holds = flags.Length == 0
            ? condition()
            : LowerShortCircuit(true, () => _builder.Let(Primitive.Not, IrType.Boolean, Disjunction(flags)!), condition);
        bool isPure = entry.All(e => _values.TryGetValue(e.Key, out Operand? now) && now.Equals(e.Value));
        Region region = _builder.End(holds);
        _values = before;
        if (isPure && region.Deep().All(s => s is Let or Load or Length or Slice or If)) return region;
        _sites.RemoveRange(sites, _sites.Count - sites);
        _problems.RemoveRange(problems, _problems.Count - problems);
        return null;
    }
}
