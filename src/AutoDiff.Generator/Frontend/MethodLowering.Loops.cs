using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Loops. A loop is a <see cref="For"/> if its counter changes only in the header, its bound does not change in the body and no jump leaves it; else
/// a <see cref="While"/>. What a loop carries are the variables that it assigns.
/// </summary>
internal sealed partial class MethodLowering
{
    /// <summary>A loop in one form: what it does per iteration and where its jumps lead.</summary>
    private sealed record LoopBody(
        ILabelSymbol? Break, ILabelSymbol? Continue, HashSet<ISymbol> Assigned, HashSet<IrType> Stored,
        bool MayBreak, bool MayReturn, Action Body, Action Bottom)
    {
        public bool IsLeft => MayBreak || MayReturn;

        /// <summary>The ordinal of the loop in the source.</summary>
        public int Site { get; init; } = -1;

        /// <summary>True if nothing sees what the bottom does once the loop is left: then it need not be skipped.</summary>
        public bool IsBottomUnseen { get; init; }
    }

    private void LowerFor(IForLoopOperation loop)
    {
        Declare(loop.Locals);
        foreach (IOperation statement in loop.Before) LowerStatement(statement);
        LowerLoop(loop, () =>
        {
            LoopBody body = Analyze(loop, () => LowerStatement(loop.Body), () =>
            {
                foreach (IOperation statement in loop.AtLoopBottom) LowerStatement(statement);
            }) with
            { IsBottomUnseen = loop.AtLoopBottom.All(s => IsStepOfLocal(s, loop)) };
            if (!body.IsLeft && CountedHeader(loop, body) is { } header) LowerCounted(header, body with { Bottom = header.Bottom });
            else LowerGeneral(body, loop.Condition is null ? () => Constant.Of(true) : () => LowerExpression(loop.Condition), testsFirst: true);
        });
    }

    private static bool IsStepOfLocal(IOperation statement, IForLoopOperation loop) =>
        statement is IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { OperatorMethod: null, IsChecked: false, Target: ILocalReferenceOperation r } }
        && loop.Locals.Contains(r.Local, SymbolEqualityComparer.Default);

    private void LowerWhile(IWhileLoopOperation loop)
    {
        Declare(loop.Locals);
        LoopBody body = Analyze(loop, () => LowerStatement(loop.Body), () => { });
        LowerGeneral(
            body,
            () => loop.Condition is null ? Constant.Of(true)
                : loop.ConditionIsUntil ? Negated(LowerExpression(loop.Condition))
                : LowerExpression(loop.Condition),
            loop.ConditionIsTop);
    }

    // Over an array of a higher rank, position i stands for its indices in storage order.
    private void LowerForEach(IForEachLoopOperation loop)
    {
        IOperation collection = Unwrap(loop.Collection);
        while (collection is IConversionOperation { Conversion.IsIdentity: true } identity) collection = identity.Operand;
        string? count = TypeOf(collection).IsIndexed || IsTensorSequence(collection) ? null : CountOf(collection.Type);
        ILocalSymbol? element = (loop.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol;
        // foreach (var (x, y) in points)
        ITupleOperation? parts = (loop.LoopControlVariable is IDeclarationExpressionOperation declared ? declared.Expression : loop.LoopControlVariable) as ITupleOperation;
        ITypeSymbol? type = element?.Type ?? (loop.Syntax is CommonForEachStatementSyntax syntax ? ModelOf(syntax.SyntaxTree).GetForEachStatementInfo(syntax).ElementType : null);
        if ((element is null && parts is null) || type is null || count is null && !TypeOf(collection).IsIndexed && !IsSequence(collection))
        {
            Unsupported(loop, "foreach over anything but an array, a span, a list or a query", "use for with an index");
            return;
        }
        Sequence sequence = count is not null ? OfObject(LowerExpression(collection), count, type, collection)
            : TypeOf(collection).IsIndexed ? OfMemory(LowerExpression(collection))
            : SequenceOf(collection);
        Operand length = sequence.Count;
        Value[] dimensions = sequence.Memory is { Type: ArrayType { Rank: > 1 and var rank } } array ? [.. Enumerable.Range(0, rank).Select(d => _builder.Length(array, d))] : [];
        Variable counter = new("i", IrType.Int32);
        _values[counter] = Constant.Of(0);
        LoopBody body = Analyze(
            loop,
            () =>
            {
                Declare(loop.Locals);
                if (element is { RefKind: not RefKind.None })
                {
                    _places[element] = ElementAt(sequence.Memory!, Indices());
                    LowerStatement(loop.Body);
                }
                else if (dimensions.Length > 0) WithElement(Read(ElementAt(sequence.Memory!, Indices())));
                else sequence.Visit(_values[counter], WithElement);
            },
            () => { });
        if (!body.IsLeft)
        {
            LowerCounted(new(counter, Bound.Less, () => length, Constant.Of(1), () => { }), body);
        }
        else
        {
            body = body with
            {
                Bottom = () => _values[counter] = _builder.Let(counter.Name, Primitive.Add, IrType.Int32, _values[counter], Constant.Of(1)),
                IsBottomUnseen = true,
            };
            LowerGeneral(body, () => _builder.Let(Primitive.Less, IrType.Boolean, _values[counter], length), testsFirst: true, counter);
        }
        _values.Remove(counter);

        void WithElement(Operand value)
        {
            if (element is null)
            {
                Tree<Place> places = Places(parts!);
                Assign(places, Deconstructed(value, type, places, loop), loop);
            }
            else
            {
                // A model's name for it says nothing.
                if (IsInModel(loop)) _places[element] = NewPlace(null, Map(element.Type));
                Write(_places[element], Converted(value, Map(element.Type)));
            }
            LowerStatement(loop.Body);
        }

        Operand[] Indices()
        {
            if (dimensions.Length == 0) return [_values[counter]];
            Operand[] indices = new Operand[dimensions.Length];
            Operand position = _values[counter];
            for (int d = indices.Length - 1; d > 0; d--)
            {
                indices[d] = _builder.Let(Primitive.Remainder, IrType.Int32, position, dimensions[d]);
                position = _builder.Let(Primitive.Divide, IrType.Int32, position, dimensions[d]);
            }
            indices[0] = position;
            return indices;
        }
    }

    // A foreach over an array hides it in a conversion to IEnumerable.
    private static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { Type: IArrayTypeSymbol } inner }) operation = inner;
        return operation;
    }

    private List<Variable> Carried(LoopBody body, IEnumerable<Variable> others)
    {
        HashSet<Variable> assigned = [.. body.Assigned.SelectMany(s => _places.TryGetValue(s, out Place? place) ? VariablesOf(place) : []).Concat(body.Assigned.OfType<ITypeSymbol>().SelectMany(t => VariablesOf(ThisOf(t))))];
        List<Variable> carried = [.. _values.Keys.Where(assigned.Contains)];
        if (body.MayReturn)
        {
            Frame frame = _frames.Peek();
            carried.Add(frame.Return.Flag);
            carried.AddRange(frame.ResultVariables);
        }
        return [.. carried.Concat(others).Distinct()];
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
            CloseWhile(carried, before, flow, test, region, body.Site);
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
                    Set(goOn, left is null ? condition() : LowerChoice(left, IrType.Boolean, () => Constant.Of(false), condition));
                    return;
                }
                if (_flow != Flow.Thrown && PendingFlags() is { } pending)
                {
                    _flow = Flow.Live;
                    Set(goOn, LowerShortCircuit(true, () => Negated(pending), () => _values[goOn]));
                }
            });
            CloseWhile(carried, before, flow, test, region, body.Site);
            _values.Remove(goOn);
        }
        _targets.Remove(exit);
        _values.Remove(exit.Flag);
        if (PendingTargets().Any()) _flow = Flow.Guarded;
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

    private void CloseWhile(List<Variable> carried, Dictionary<Variable, Operand> before, Flow flow, Region test, Region body, int site)
    {
        Operand[] initial = [.. carried.Select(v => before[v])];
        Value[] results = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
        _builder.Append(new While(initial, test, body, results) { Site = site });
        _values = before;
        _flow = flow;
        for (int i = 0; i < results.Length; i++) _values[carried[i]] = results[i];
    }

    // The loop goes on while no flag is set and the condition holds; null if the condition has effects.
    private Region? TryCondition(List<Variable> carried, Dictionary<Variable, Operand> before, Func<Operand> condition)
    {
        (int sites, int problems, Flow flow) = (_sites.Count, _problems.Count, _flow);
        _values = new(before);
        Value[] parameters = [.. carried.Select(v => _builder.Fresh(v.Type, v.Name))];
        for (int i = 0; i < parameters.Length; i++) _values[carried[i]] = parameters[i];
        _builder.Begin(parameters);
        Operand[] flags = [.. OpenTargets().Select(t => t.Flag).Where(carried.Contains).Select(f => _values[f])];
        Dictionary<Variable, Operand> entry = new(_values);
        Operand holds = flags.Length == 0
            ? condition()
            : LowerShortCircuit(true, () => Negated(Disjunction(flags)!), condition);
        bool isPure = entry.All(e => _values.TryGetValue(e.Key, out Operand? now) && now.Equals(e.Value));
        Region region = _builder.End(holds);
        (_values, _flow) = (before, flow);
        if (isPure && region.Deep().All(s => s is Let or Load or Length or Slice or If)) return region;
        _sites.RemoveRange(sites, _sites.Count - sites);
        _problems.RemoveRange(problems, _problems.Count - problems);
        return null;
    }
}
