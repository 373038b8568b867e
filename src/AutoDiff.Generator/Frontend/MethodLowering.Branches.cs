using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>Branches: both arms start from the same values; the variables that differ afterwards become results.</summary>
internal sealed partial class MethodLowering
{
    private void LowerBranch(Operand condition, Action then, Action otherwise) => LowerBranch(condition, then, otherwise, null);

    /// <summary>An If of two arms, which may each compute a value (<paramref name="result"/> is where they leave it).</summary>
    private void LowerBranch(Operand condition, Action then, Action otherwise, Variable? result)
    {
        if (condition is Constant constant)
        {
            (constant.IsTrue ? then : otherwise)();
            return;
        }
        if (result is not null) _values[result] = result.Undefined;
        Dictionary<Variable, Operand> before = _values;
        Flow flow = _flow;
        (Region thenRegion, Dictionary<Variable, Operand> thenValues, Flow thenFlow) = LowerArm(before, flow, then);
        (Region elseRegion, Dictionary<Variable, Operand> elseValues, Flow elseFlow) = LowerArm(before, flow, otherwise);

        _values = new(before);
        List<(Variable Variable, Operand Then, Operand Else)> merged = [];
        foreach (Variable variable in before.Keys)
        {
            Operand a = thenValues[variable], b = elseValues[variable];
            if (thenFlow == Flow.Thrown || (thenFlow == Flow.Jumped && IsDeadAfterReturn(variable, thenValues))) _values[variable] = b;
            else if (elseFlow == Flow.Thrown || (elseFlow == Flow.Jumped && IsDeadAfterReturn(variable, elseValues))) _values[variable] = a;
            else if (a.Equals(b)) _values[variable] = a;
            else merged.Add((variable, a, b));
        }
        Value[] results = [.. merged.Select(m => _builder.Fresh(m.Variable.Type, m.Variable.Name))];
        _builder.Append(new If(
            condition,
            thenRegion with { Yields = merged.Select(m => m.Then).ToArray() },
            elseRegion with { Yields = merged.Select(m => m.Else).ToArray() },
            results));
        for (int i = 0; i < results.Length; i++) _values[merged[i].Variable] = results[i];
        _flow = (thenFlow, elseFlow) switch
        {
            (Flow.Thrown, var f) => f,
            (var f, Flow.Thrown) => f,
            (Flow.Jumped, Flow.Jumped) => Flow.Jumped,
            (Flow.Live, Flow.Live) => Flow.Live,
            _ => Flow.Guarded,
        };
    }

    // Of a path that has returned only the result and the flags are read again, not the function's own variables.
    private bool IsDeadAfterReturn(Variable variable, Dictionary<Variable, Operand> values)
    {
        Frame frame = _frames.Peek();
        return values[frame.Return.Flag] is Constant { IsTrue: true } && variable != frame.Result && variable != frame.Return.Flag
            && _owners.TryGetValue(variable, out Frame? owner) && owner == frame;
    }

    private (Region Region, Dictionary<Variable, Operand> Values, Flow Flow) LowerArm(Dictionary<Variable, Operand> before, Flow flow, Action lower)
    {
        _values = new(before);
        _flow = flow;
        _builder.Begin();
        lower();
        return (_builder.End(), _values, _flow);
    }

    /// <summary>A value that is computed in one of two arms.</summary>
    private Operand LowerChoice(Operand condition, IrType type, Func<Operand> whenTrue, Func<Operand> whenFalse)
    {
        if (condition is Constant constant) return constant.IsTrue ? whenTrue() : whenFalse();
        Variable result = new(null, type);
        LowerBranch(condition, () => Give(whenTrue()), () => Give(whenFalse()), result);
        Operand value = _values[result];
        _values.Remove(result);
        return value;

        // An arm that has thrown leaves nothing.
        void Give(Operand operand)
        {
            if (_flow != Flow.Thrown) _values[result] = operand;
        }
    }

    private Operand LowerShortCircuit(bool isAnd, Func<Operand> left, Func<Operand> right)
    {
        Operand first = left();
        if (first is Constant constant) return constant.IsTrue == isAnd ? right() : first;
        return isAnd
            ? LowerChoice(first, IrType.Boolean, right, () => Constant.Of(false))
            : LowerChoice(first, IrType.Boolean, () => Constant.Of(true), right);
    }
}
