using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>Throws unless each value is defined once, visible where it is read and of one type, and the regions' yields fit their results.</summary>
internal sealed class Validity
{
    private readonly FunctionIr _function;
    private readonly HashSet<int> _defined = [];
    private Dictionary<int, Value> _visible = [];

    private Validity(FunctionIr function)
    {
        _function = function;
        foreach (Parameter parameter in function.Parameters) Define(parameter.Value);
        Visit(function.Body);
    }

    public static void Check(FunctionIr function) => _ = new Validity(function);

    private void Visit(Region region, params Value[] parameters)
    {
        Dictionary<int, Value> outside = new(_visible);
        foreach (Value parameter in parameters.Concat(region.Parameters)) Define(parameter);
        foreach (Statement statement in region.Body)
        {
            foreach (Operand operand in statement.Uses()) Use(operand);
            CheckTypes(statement);
            foreach (Region nested in statement.Regions()) Visit(nested, statement is For loop ? [loop.Index] : []);
            foreach (Value value in statement.Definitions()) Define(value);
        }
        foreach (Operand yield in region.Yields) Use(yield);
        _visible = outside;
    }

    private static void CheckTypes(Statement statement)
    {
        switch (statement)
        {
            case If s:
                Agree(s.Then.Yields, s.Results);
                Agree(s.Else.Yields, s.Results);
                break;
            case For s:
                Agree(s.Initial, s.Results);
                Agree(s.Body.Parameters, s.Results);
                Agree(s.Body.Yields, s.Results);
                break;
            case While s:
                Agree(s.Initial, s.Results);
                Agree(s.Condition.Parameters, s.Results);
                Agree(s.Body.Parameters, s.Results);
                Agree(s.Body.Yields, s.Results);
                break;
        }
    }

    private static void Agree(IReadOnlyCollection<Operand> operands, IReadOnlyCollection<Value> results)
    {
        if (!operands.Select(o => o.Type).SequenceEqual(results.Select(r => r.Type)))
            throw new InvalidOperationException($"({string.Join(", ", operands.Select(o => o.Type))}) for ({string.Join(", ", results.Select(r => r.Type))})");
    }

    private void Define(Value value)
    {
        if (value.Id >= _function.NextId || !_defined.Add(value.Id)) throw new InvalidOperationException($"the id of {value} is not its own");
        _visible[value.Id] = value;
    }

    private void Use(Operand operand)
    {
        if (operand is Value value && !(_visible.TryGetValue(value.Id, out Value? definition) && definition.Equals(value)))
            throw new InvalidOperationException($"{value} is not visible, or not as it was defined");
    }
}
