using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>Branches: both arms start from the same values; the variables that differ afterwards become results.</summary>
internal sealed partial class MethodLowering
{
    /// <summary>An arm of a branch: its statements (nothing yielded yet), and what holds at its end.</summary>
    private sealed record Arm(Region Region, Dictionary<Variable, Operand> Values, Flow Flow);

    private void LowerBranch(Operand condition, Action then, Action otherwise)
    {
        if (condition is Constant constant)
        {
            (constant.IsTrue ? then : otherwise)();
            return;
        }
        int firstId = _builder.NextId;
        Arm first = LowerArm(then), second = LowerArm(otherwise);
        Join(condition, first, second, firstId);
    }

    private Arm LowerArm(Action lower) => ContinueArm(new(Region.Empty, _values, _flow), lower);

    /// <summary>Lowers more into an arm, at its end.</summary>
    private Arm ContinueArm(Arm arm, Action lower)
    {
        (Dictionary<Variable, Operand> values, Flow flow) = (_values, _flow);
        (_values, _flow) = (new(arm.Values), arm.Flow);
        _builder.Begin();
        _builder.Append(arm.Region.Body);
        lower();
        Arm continued = new(_builder.End(), _values, _flow);
        (_values, _flow) = (values, flow);
        return continued;
    }

    /// <summary>
    /// Appends the If of two arms. A variable that both leave alike needs no result; one that an arm leaves dead, because it has thrown or left the
    /// function, takes the other arm's value, which must have been there before (its id is less than <paramref name="firstId"/>) to be visible.
    /// </summary>
    private void Join(Operand condition, Arm then, Arm otherwise, int firstId)
    {
        Dictionary<Variable, Operand> before = _values;
        _values = new(before);
        List<(Variable Variable, Operand Then, Operand Else)> merged = [];
        List<Variable> isCondition = [], isOpposite = [];
        foreach (Variable variable in before.Keys)
        {
            Operand a = then.Values[variable], b = otherwise.Values[variable];
            if (IsDead(variable, then) && IsDead(variable, otherwise)) continue;
            if (IsDead(variable, then)) a = IsVisible(b) ? b : before[variable];
            else if (IsDead(variable, otherwise)) b = IsVisible(a) ? a : before[variable];
            if (a.Equals(b)) _values[variable] = a;
            else if ((a, b) is (Constant { Scalar.Kind: ScalarKind.Boolean } c, Constant)) (c.IsTrue ? isCondition : isOpposite).Add(variable);
            else merged.Add((variable, a, b));
        }
        Value[] results = [.. merged.Select(m => _builder.Fresh(m.Variable.Type, m.Variable.Name))];
        if (results.Length > 0 || then.Region.Body.Count > 0 || otherwise.Region.Body.Count > 0)
        {
            _builder.Append(new If(
                condition,
                then.Region with { Yields = merged.Select(m => m.Then).ToArray() },
                otherwise.Region with { Yields = merged.Select(m => m.Else).ToArray() },
                results));
        }
        for (int i = 0; i < results.Length; i++) _values[merged[i].Variable] = results[i];
        foreach (Variable variable in isCondition) _values[variable] = condition;
        Operand? opposite = isOpposite.Count > 0 ? Negated(condition) : null;
        foreach (Variable variable in isOpposite) _values[variable] = opposite!;
        _flow = (then.Flow, otherwise.Flow) switch
        {
            (Flow.Thrown, var f) => f,
            (var f, Flow.Thrown) => f,
            (Flow.Jumped, Flow.Jumped) => Flow.Jumped,
            (Flow.Live, Flow.Live) => Flow.Live,
            _ => Flow.Guarded,
        };

        bool IsVisible(Operand operand) => operand is not Value value || value.Id < firstId;
    }

    // Of a path that has returned only the result and the flags are read again, not the function's own variables.
    private bool IsDead(Variable variable, Arm arm)
    {
        if (arm.Flow == Flow.Thrown) return true;
        Frame frame = _frames.Peek();
        return arm.Flow == Flow.Jumped && arm.Values[frame.Return.Flag] is Constant { IsTrue: true } && !frame.ResultVariables.Contains(variable) && variable != frame.Return.Flag
            && _owners.TryGetValue(variable, out Frame? owner) && owner == frame;
    }

    private Operand Negated(Operand condition) =>
        condition is Constant constant ? Constant.Of(!constant.IsTrue) : _builder.Let(Primitive.Not, IrType.Boolean, condition);

    /// <summary>A value that is computed in one of two arms.</summary>
    private Operand LowerChoice(Operand condition, IrType type, Func<Operand> whenTrue, Func<Operand> whenFalse)
    {
        if (condition is Constant constant) return constant.IsTrue ? whenTrue() : whenFalse();
        Place result = NewPlace(null, type);
        LowerBranch(condition, () => Write(result, whenTrue()), () => Write(result, whenFalse()));
        Operand value = Read(result);
        Forget(result);
        return value;
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
