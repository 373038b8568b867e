using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>Control flow: the same as the primal's, with tangents among the results and the carried values.</summary>
internal sealed partial class TangentTransform
{
    private void DifferentiateIf(If s)
    {
        int[] active = ActiveAmong(s.Results);
        Region then = Arm(s.Then, active, s.Results), @else = Arm(s.Else, active, s.Results);
        Define(s.Results);
        _builder.Append(s with { Then = then, Else = @else, Results = [.. s.Results, .. NewTangents(active, s.Results)] });
    }

    private Region Arm(Region arm, int[] active, EquatableArray<Value> results)
    {
        _builder.Begin();
        foreach (Statement statement in arm.Body) Differentiate(statement);
        return _builder.End([.. arm.Yields, .. TangentsFor(active, arm.Yields, results)]);
    }

    private void DifferentiateFor(For s)
    {
        int[] active = ActiveAmong(s.Body.Parameters);
        EquatableArray<Operand> initial = [.. s.Initial, .. TangentsFor(active, s.Initial, s.Body.Parameters)];
        _computed.Add(s.Index.Id);
        Region body = Body(s.Body, active);
        Define(s.Results);
        _builder.Append(s with { Initial = initial, Body = body, Results = [.. s.Results, .. NewTangents(active, s.Results)] });
    }

    // The condition is constant for differentiation: it has the tangents among its parameters and does not read them.
    private void DifferentiateWhile(While s)
    {
        int[] active = ActiveAmong(s.Body.Parameters);
        EquatableArray<Operand> initial = [.. s.Initial, .. TangentsFor(active, s.Initial, s.Body.Parameters)];
        Region condition = s.Condition with { Parameters = [.. s.Condition.Parameters, .. NewTangents(active, s.Body.Parameters)] };
        Region body = Body(s.Body, active);
        Define(s.Results);
        _builder.Append(s with { Initial = initial, Condition = condition, Body = body, Results = [.. s.Results, .. NewTangents(active, s.Results)] });
    }

    private Region Body(Region body, int[] active)
    {
        Define(body.Parameters);
        _builder.Begin([.. body.Parameters, .. NewTangents(active, body.Parameters)]);
        foreach (Statement statement in body.Body) Differentiate(statement);
        return _builder.End([.. body.Yields, .. TangentsFor(active, body.Yields, body.Parameters)]);
    }

    private int[] ActiveAmong(EquatableArray<Value> values) => [.. Enumerable.Range(0, values.Count).Where(i => IsActive(values[i]))];

    private void Define(EquatableArray<Value> values)
    {
        foreach (Value value in values) _computed.Add(value.Id);
    }

    private IEnumerable<Value> NewTangents(int[] active, EquatableArray<Value> values) => [.. active.SelectMany(i => NewTangents(values[i]))];

    /// <summary>The tangents of what flows into variables: zero for what is constant, memory as the variable's tangent has it.</summary>
    private IEnumerable<Operand> TangentsFor(int[] active, EquatableArray<Operand> operands, EquatableArray<Value> variables) =>
        [.. active.SelectMany(i => operands[i].Type.IsMemory ? MemoryTangents(operands[i], _types.Of(variables[i])) : TangentsOrZero(operands[i]))];
}
