using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Counted loops: which headers are those of a <see cref="For"/>, and how it is made.</summary>
internal sealed partial class MethodLowering
{
    /// <summary><paramref name="Bottom"/> is what the header updates beside the counter.</summary>
    private sealed record CountedLoop(Variable Counter, Bound Bound, Func<Operand> End, Operand Step, Action Bottom);

    private void LowerCounted(CountedLoop header, LoopBody body, params Variable[] others)
    {
        Operand start = _values[header.Counter], end = header.End();
        List<Variable> carried = [.. Carried(body, others).Where(v => v != header.Counter)];
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
        _builder.Append(new For(index, start, header.Bound, end, header.Step, initial, region, results) { Site = body.Site });
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
            if (!body.IsBottomUnseen && PendingFlags() is { } pending) LowerBranch(pending, () => { }, body.Bottom);
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
            if (AssignedIn(loop.Body).Contains(counter) || !IsInvariant(bound, body)) return null;
            bool upward = relation is Bound.Less or Bound.LessOrEqual;
            if (StepOf(update, counter, upward) is not { } step) return null;
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

    private HashSet<ISymbol> AssignedIn(IOperation operation)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        foreach (IOperation inner in operation.DescendantsAndSelf()) Targets(inner, assigned, []);
        return assigned;
    }

    private static bool Reads(IOperation operation, ISymbol local) =>
        operation.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation r && SymbolEqualityComparer.Default.Equals(r.Local, local));

    /// <summary>
    /// True if the expression has the same value in every iteration: constants, variables that the loop does not assign, lengths, elements of arrays of a
    /// type that the loop does not store, and arithmetic of them.
    /// </summary>
    private bool IsInvariant(IOperation operation, LoopBody loop)
    {
        return Is(operation);

        bool Is(IOperation o) => o switch
        {
            { ConstantValue.HasValue: true } => true,
            ILocalReferenceOperation r => IsUnchanged(r.Local),
            IParameterReferenceOperation { Parameter: var captured } when IsCaptured(captured) => IsConstant(captured),
            IParameterReferenceOperation r => IsUnchanged(r.Parameter),
            IInstanceReferenceOperation { Type: { } type } => !loop.Assigned.Contains(type),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
            IFieldReferenceOperation { Instance: { Type.IsReferenceType: true } owner, Field: var field } => IsConstant(field) && Is(owner),
            IPropertyReferenceOperation { Instance: { Type.IsReferenceType: true } owner, Property: { IsIndexer: false, DeclaringSyntaxReferences.IsEmpty: false } property } p =>
                Is(owner) && (GetterOf(p) is { Body: var getter } ? ReturnedBy(getter) is { } value && Is(value) : IsStored(property) && IsConstant(property)),
            IFieldReferenceOperation { Instance: { } whole } => TypeOf(whole) is StructType && Is(whole),
            IPropertyReferenceOperation { Instance: { } whole, Property: var p } when MemberOf(whole, p) is not null => Is(whole),
            IPropertyReferenceOperation { Property.Name: "Shape" or "Length" or "Rank", Instance: { } tensor } when TypeOf(tensor) is TensorType || TypeOf(tensor) == TensorType.Shape => WrittenTensorOf(tensor) is not null || Is(tensor),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } shape } e when TypeOf(shape) == TensorType.Shape =>
                Is(shape) && e.Arguments.All(a => Is(a.Value is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd ? fromEnd.Operand : a.Value)),
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } tensors } when IsTensorSequence(tensors) => true,
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } array } => IsMemory(array) && Is(array),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } span } e => IsMemory(span) && Is(span) && e.Arguments.All(a => Is(a.Value)) && !loop.Stored.Contains(TypeOf(e)),
            IArrayElementReferenceOperation e => IsMemory(e.ArrayReference) && Is(e.ArrayReference) && e.Indices.All(Is) && !loop.Stored.Contains(TypeOf(e)),
            IInvocationOperation { TargetMethod.Name: "GetLength", Instance: { Type: IArrayTypeSymbol } array } call => Is(array) && Is(call.Arguments[0].Value),
            IInvocationOperation { TargetMethod: { Name: "Min" or "Max" or "Abs", ContainingType: { Name: "Math", ContainingNamespace.Name: "System" } } } call => call.Arguments.All(a => Is(a.Value)),
            IBinaryOperation { OperatorMethod: null } b => Is(b.LeftOperand) && Is(b.RightOperand),
            IUnaryOperation { OperatorMethod: null, OperatorKind: not UnaryOperatorKind.Hat } u => Is(u.Operand),
            IConversionOperation { OperatorMethod: null } c => TypeOf(c) is ScalarType && Is(c.Operand),
            IParenthesizedOperation p => Is(p.Operand),
            _ => false,
        };

        bool IsUnchanged(ISymbol symbol) => !loop.Assigned.Contains(symbol) && _places.TryGetValue(symbol, out Place? place) && IsHeldInVariables(place)
            && !loop.Assigned.Any(s => _places.TryGetValue(s, out Place? other) && VariablesOf(other).Intersect(VariablesOf(place)).Any());

        bool IsMemory(IOperation o) => TypeOf(o).IsIndexed;
    }

    // Of a body that is one return.
    private static IOperation? ReturnedBy(IOperation? body) => body is IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } value }] } ? value : null;

    // i++, i += k, i = i + k and their opposites, with a step that leads to the bound.
    private Operand? StepOf(IOperation update, ILocalSymbol counter, bool upward)
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
        IrType type = Map(counter.Type);
        if (amount is null) return negative == upward ? null : Constant.Number(negative ? -1 : 1, type);
        if (amount == update || amount.ConstantValue is not { HasValue: true, Value: int or long } constant) return null;
        long step = Convert.ToInt64(constant.Value, System.Globalization.CultureInfo.InvariantCulture) * (negative ? -1 : 1);
        return step != 0 && step > 0 == upward ? Constant.Number(step, type) : null;
    }
}
