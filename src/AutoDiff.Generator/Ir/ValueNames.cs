namespace AutoDiff.Generator.Ir;

/// <summary>Gives names to values after the fact: a variable's to what is assigned to it, <c>sBar</c> to what turned out to be the cotangent of s.</summary>
internal sealed class ValueNames(IReadOnlyDictionary<int, string> names) : IrRewriter
{
    /// <summary>The function with the values of these ids named, those that have no name yet.</summary>
    public static FunctionIr Apply(FunctionIr function, IReadOnlyDictionary<int, string> names) =>
        names.Count == 0 ? function : function with { Body = new ValueNames(names).Rewrite(function.Body) };

    public override Operand Map(Operand operand) => operand is Value value ? Define(value) : operand;

    public override Value Define(Value value) => value.Name is null && names.TryGetValue(value.Id, out string? name) ? value with { Name = name } : value;
}
