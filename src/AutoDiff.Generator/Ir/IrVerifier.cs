namespace AutoDiff.Generator.Ir;

/// <summary>A function that breaks a rule of the IR: a bug of the pass that made it. The message ends with the function.</summary>
internal sealed class MalformedIrException(string message, FunctionIr function) : Exception($"{message}\n\n{IrPrinter.Print(function)}");

/// <summary>
/// Holds a function against the rules of the IR: every value is defined once, below <see cref="FunctionIr.NextId"/>, and read only where it is
/// visible; types agree; regions have as many parameters and yields as their statement needs; a condition region is free of effects.
/// What single statements ask of their operands' types stands in <c>.Types</c>.
/// </summary>
internal sealed partial class IrVerifier
{
    private readonly FunctionIr _function;
    private readonly HashSet<int> _defined = [];

    // The values that are visible at the statement being visited.
    private readonly Dictionary<int, Value> _visible = [];

    private IrVerifier(FunctionIr function) => _function = function;

    /// <summary>Returns the function, so that a check can stand around a pass; throws <see cref="MalformedIrException"/>.</summary>
    public static FunctionIr Verify(FunctionIr function)
    {
        IrVerifier verifier = new(function);
        foreach (Parameter parameter in function.Parameters) verifier.Define(parameter.Value);
        if (function.Body.Parameters.Count > 0) throw verifier.Fault("the body of a function has no parameters of its own");
        verifier.Visit(function.Body);
        return function;
    }

    private void Visit(Region region, Value? counter = null)
    {
        List<Value> local = [.. region.Parameters];
        if (counter is not null) local.Add(counter);
        foreach (Value value in local) Define(value);
        foreach (Statement statement in region.Body)
        {
            foreach (Operand operand in statement.Uses()) Use(operand, statement);
            CheckTypes(statement);
            foreach (Region nested in statement.Regions()) Visit(nested, (statement as For)?.Index);
            foreach (Value value in statement.Definitions())
            {
                Define(value);
                local.Add(value);
            }
        }
        foreach (Operand yield in region.Yields) Use(yield, null);
        foreach (Value value in local) _visible.Remove(value.Id);
    }

    private void Define(Value value)
    {
        if (value.Id < 0 || value.Id >= _function.NextId) throw Fault($"the id of {value} is not below {_function.NextId}");
        if (!_defined.Add(value.Id)) throw Fault($"{value} is defined twice");
        _visible[value.Id] = value;
    }

    private void Use(Operand operand, Statement? statement)
    {
        if (operand is not Value value) return;
        if (!_visible.TryGetValue(value.Id, out Value? definition)) throw Fault($"{value} is not visible in {Text(statement)}");
        if (!value.Equals(definition)) throw Fault($"{value}: {value.Type} is read in {Text(statement)}, but {definition}: {definition.Type} is defined");
    }

    private void Agree(IEnumerable<Operand> operands, IEnumerable<Value> values, string what)
    {
        IrType[] actual = [.. operands.Select(o => o.Type)], expected = [.. values.Select(v => v.Type)];
        if (!actual.SequenceEqual(expected)) throw Fault($"{what}: ({string.Join<IrType>(", ", actual)}) for ({string.Join<IrType>(", ", expected)})");
    }

    /// <summary>Only Let, Load, Length, Slice, and If of these.</summary>
    private static bool IsFreeOfEffects(Region region) =>
        region.Deep().All(s => s is Let or Load or Length or Slice or If);

    private MalformedIrException Fault(string message) => new($"{_function.Name}: {message}", _function);

    private static string Text(Statement? statement) => statement switch
    {
        null => "a yield",
        If => "an if",
        For loop => $"the loop over {loop.Index}",
        While => "a while",
        _ => $"`{IrPrinter.Print(statement)}`",
    };
}
