using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transform;

/// <summary>Gives the values that turned out to be the cotangent of something named that name: <c>sBar</c>.</summary>
internal sealed class CotangentNames(IReadOnlyDictionary<int, string> names) : IrRewriter
{
    public static FunctionIr Apply(FunctionIr function, IReadOnlyDictionary<int, string> names) =>
        function with { Body = new CotangentNames(names).Rewrite(function.Body) };

    public override Operand Map(Operand operand) => operand is Value value ? Define(value) : operand;

    public override Value Define(Value value) => value.Name is null && names.TryGetValue(value.Id, out string? name) ? value with { Name = name } : value;
}
