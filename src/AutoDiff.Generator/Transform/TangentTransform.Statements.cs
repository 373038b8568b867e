using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>Each statement, followed by what it does to tangents.</summary>
internal sealed partial class TangentTransform
{
    private readonly Dictionary<int, string> _names = [];

    private void Differentiate(Statement statement)
    {
        switch (statement)
        {
            case If s: DifferentiateIf(s); break;
            case For s: DifferentiateFor(s); break;
            case While s: DifferentiateWhile(s); break;
            case Call s when MovesTangents(s): DifferentiateCall(s); break;
            default:
                _builder.Append(statement);
                foreach (Value value in statement.Definitions()) _computed.Add(value.Id);
                DifferentiateTangent(statement);
                break;
        }
    }

    private void DifferentiateTangent(Statement statement)
    {
        switch (statement)
        {
            case Let s when s.Result.Type.IsMemory || s.Result.Type is ResidualsType: DifferentiateChoice(s); break;
            case Let s: DifferentiateLet(s); break;
            case Load s: ForEachTangent(s.Result, s.Array, (result, array) => s with { Result = result, Array = array }); break;
            case Store s: DifferentiateStore(s); break;
            case Accumulate s: DifferentiateAccumulate(s); break;
            case Clear s when TangentsOf(s.Array) is { } arrays: _builder.Append(arrays.Select(a => new Clear(a))); break;
            case Allocate s when IsActive(s.Result): _builder.Append(NewTangents(s.Result).Select(t => s with { Result = t })); break;
            case Slice s: ForEachTangent(s.Result, s.Array, (result, array) => s with { Result = result, Array = array }); break;
            case NewTape s when IsActive(s.Result): _builder.Append(NewTangents(s.Result).Select(t => new NewTape(t))); break;
            case Push s: DifferentiatePush(s); break;
            case Pop s: ForEachTangent(s.Result, s.Tape, (result, tape) => new Pop(result, tape)); break;
            case Invoke { Result: { } result } when result.Type.IsMemory && IsActive(result):
                throw new UnsupportedDerivativeException($"the memory that the call of {((Invoke)statement).Method} returns is given a value that carries a derivative");
            case Call or Clear or Allocate or NewTape or Length or Invoke or Throw or Section: break;
            default: throw new UnreachableException();
        }
    }

    // y = f(x…): ẏ = Σ ∂f/∂x · ẋ.
    private void DifferentiateLet(Let s)
    {
        if (!_activity.IsActive(s.Result)) return;
        if (s.Op == Primitive.Retain)
        {
            if (TangentsOf(s.Arguments[0]) is { } same) _tangents[s.Result.Id] = same;
            return;
        }
        if (TensorRules.Of(s.Op) is { } operation)
        {
            Push(s, operation);
            return;
        }
        ScalarRule rule = ScalarRules.Of(s.Op)!;
        AdjointAlgebra.Atoms atoms = new(s, a => a, part => _known.Find(part, s) is { } known && _computed.Contains(known.Id) ? known : null);
        List<(Expression Partial, Operand[] Tangents)> terms = [];
        foreach (Operand argument in s.Arguments.Distinct())
            if (TangentsOf(argument) is { } tangents && Partials.In(argument, rule, s.Arguments) is { } partial) terms.Add((partial, tangents));
        _tangents[s.Result.Id] = [.. Enumerable.Range(0, _width).Select(w => Named(Sum([.. terms.Select(t => (t.Partial, t.Tangents[w]))]), s.Result, w))];

        Operand Sum(IReadOnlyList<(Expression Partial, Operand Tangent)> parts)
        {
            Operand sum = this.Sum(parts, atoms, rule.IsSingular) ?? ZeroTangent(s.Result);
            return s.Result.Type is TensorType ? Broadcast(sum, s, parts) : _algebra.Convert(sum, s.Result.Type);
        }
    }

    /// <summary>Σ partial · tangent; null if it is zero. Where all partials choose by one condition, so does the sum.</summary>
    private Operand? Sum(IReadOnlyList<(Expression Partial, Operand Tangent)> terms, AdjointAlgebra.Atoms atoms, bool isSingular)
    {
        IrType type = terms[0].Tangent.Type;
        if (terms.Count > 1 && ConditionOf(terms[0].Partial) is { } condition && terms.All(t => condition.Equals(ConditionOf(t.Partial))))
        {
            Operand[] arms = [.. new[] { 1, 2 }.Select(arm => Sum([.. terms.Select(t => (((Expression.Apply)t.Partial).Arguments[arm], t.Tangent))], atoms, isSingular) ?? AdjointAlgebra.Zero(type.Scalar))];
            return _algebra.Apply(Primitive.Select, type.Scalar, _algebra.Condition(condition, type, atoms), arms[0], arms[1]);
        }
        Operand? sum = null;
        foreach ((Expression partial, Operand tangent) in terms)
        {
            (Expression positive, bool isNegative) = sum is not null ? Sign(partial) : (partial, false);
            if (_algebra.Scale(tangent, positive, atoms) is not { } term) continue;
            if (isSingular && positive is not Expression.Number) term = _algebra.Guard(tangent, positive, term, atoms);
            sum = sum is null ? term : _algebra.Apply(isNegative ? Primitive.Subtract : Primitive.Add, type.Scalar, sum, term);
        }
        return sum;
    }

    private static Expression? ConditionOf(Expression partial) => partial is Expression.Apply { Op.Name: "Select" } choice ? choice.Arguments[0] : null;

    private static (Expression Positive, bool IsNegative) Sign(Expression partial) => partial switch
    {
        Expression.Number { Value: < 0 and var value } => (-value, true),
        Expression.Apply { Op.Name: "Negate" } negate => (negate.Arguments[0], true),
        _ => (partial, false),
    };

    private void DifferentiateStore(Store s)
    {
        if (TangentsOf(s.Array) is not { } arrays || !(s.Stored.Type.CarriesFloat || s.Stored.Type is ResidualsType)) return;
        Operand[] stored = s.Stored.Type.IsMemory ? MemoryTangents(s.Stored, s.Stored.Type) : TangentsOrZero(s.Stored);
        _builder.Append(arrays.Select((a, w) => s with { Array = a, Stored = stored[w] }));
    }

    private void DifferentiateAccumulate(Accumulate s)
    {
        if (TangentsOf(s.Array) is not { } arrays || TangentsOf(s.Addend) is not { } addends) return;
        _builder.Append(arrays.Select((a, w) => s with { Array = a, Addend = addends[w] }));
    }

    private void DifferentiatePush(Push s)
    {
        if (TangentsOf(s.Tape) is not { } tapes) return;
        Operand[] pushed = s.Pushed.Type.IsMemory ? MemoryTangents(s.Pushed, s.Pushed.Type) : TangentsOrZero(s.Pushed);
        _builder.Append(tapes.Select((t, w) => new Push(t, pushed[w])));
    }

    // What is read of memory or a tape has its tangent read from that of the memory or tape.
    private void ForEachTangent(Value result, Operand source, Func<Value, Operand, Statement> statement)
    {
        if (TangentsOf(source) is not { } sources || (!IsActive(result) && result.Type is not TapeType)) return;
        Value[] tangents = NewTangents(result);
        for (int w = 0; w < _width; w++) _builder.Append(statement(tangents[w], sources[w]));
    }

    private Operand[] TangentsOrZero(Operand operand) =>
        TangentsOf(operand) ?? [.. Enumerable.Repeat(operand.Type is ResidualsType residuals ? new DefaultOf(residuals.Tangent) : ZeroTangent(operand), _width)];

    // s's tangent is called sDot, unless it is another's already.
    private Operand Named(Operand tangent, Value primal, int seed)
    {
        if (tangent is not Value { Name: null } value || NameOf(primal, seed) is not { } name || _names.ContainsKey(value.Id)) return tangent;
        _names[value.Id] = name;
        return tangent;
    }
}
