using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// The rewriter that passes build on: it knows what defines each value that it has met, makes fresh values, and moves the user's name
/// from a value that goes to the nameless one that stands for it.
/// </summary>
internal abstract class PassRewriter(FunctionIr function) : IrRewriter
{
    private readonly Dictionary<int, Statement> _definitions = [];
    private readonly Dictionary<int, string> _names = [];

    protected FunctionIr Function { get; } = function;

    /// <summary>The id of the next fresh value.</summary>
    protected int NextId { get; set; } = function.NextId;

    public virtual FunctionIr Run()
    {
        Region body = Rewrite(Function.Body);
        if (_names.Count > 0) body = new Renaming(_names).Rewrite(body);
        return Function with { Body = body, NextId = NextId };
    }

    protected Value Fresh(IrType type, string? name = null) => new(NextId++, type, name);

    /// <summary>The rewritten statement that defines the operand, if it is one that has been emitted.</summary>
    protected Statement? DefinitionOf(Operand operand) =>
        operand is Value value && _definitions.TryGetValue(value.Id, out Statement? definition) ? definition : null;

    protected void Emit(Statement statement, List<Statement> output)
    {
        foreach (Value value in statement.Definitions()) _definitions[value.Id] = statement;
        output.Add(statement);
    }

    /// <summary>Replaces a value whose definition goes.</summary>
    protected void Forward(Value value, Operand operand)
    {
        Replace(value, operand);
        if (value.Name is not null && operand is Value { Name: null } nameless && !_names.ContainsKey(nameless.Id)) _names[nameless.Id] = value.Name;
    }

    protected void Forward(IReadOnlyList<Value> values, IReadOnlyList<Operand> operands)
    {
        for (int i = 0; i < values.Count; i++) Forward(values[i], operands[i]);
    }

    private sealed class Renaming(IReadOnlyDictionary<int, string> names) : IrRewriter
    {
        public override Operand Map(Operand operand) => operand is Value value ? Define(value) : operand;

        public override Value Define(Value value) => names.TryGetValue(value.Id, out string? name) ? value with { Name = name } : value;
    }
}
