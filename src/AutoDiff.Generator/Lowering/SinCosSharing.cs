using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Lowering;

/// <summary>The sine and the cosine of one number, computed side by side, come out of one call: it costs little more than either.</summary>
internal sealed class SinCosSharing : IrRewriter
{
    private static readonly CallTarget Double = Target("Math", IrType.Double), Single = Target("MathF", IrType.Single);

    private readonly Dictionary<int, string> _names = [];

    public static FunctionIr Run(FunctionIr function)
    {
        SinCosSharing pass = new();
        Region body = pass.Rewrite(function.Body);
        return pass._names.Count == 0 ? function : ValueNames.Apply(function with { Body = body }, pass._names);
    }

    public override Region Rewrite(Region region)
    {
        List<Statement> statements = [.. region.Body];
        foreach (Let sine in region.Body.OfType<Let>().Where(l => l.Op.Name == "Sin" && (l.Result.Type == IrType.Double || l.Result.Type == IrType.Single)))
        {
            if (statements.OfType<Let>().FirstOrDefault(l => l.Op.Name == "Cos" && l.Arguments.Equals(sine.Arguments)) is not { } cosine) continue;
            int first = Math.Min(statements.IndexOf(sine), statements.IndexOf(cosine));
            statements.Remove(sine);
            statements.Remove(cosine);
            statements.Insert(first, new Call([sine.Result, cosine.Result], sine.Result.Type == IrType.Double ? Double : Single, sine.Arguments));
            _names[sine.Result.Id] = sine.Result.Name ?? "sin";
            _names[cosine.Result.Id] = cosine.Result.Name ?? "cos";
        }
        return base.Rewrite(region with { Body = statements });
    }

    private static CallTarget Target(string type, IrType number)
    {
        StructType pair = new($"({number} Sin, {number} Cos)", [new Leaf("Sin", number, true), new Leaf("Cos", number, true)], "({0}, {1})");
        return new("SinCos", pair, [new CallParameter("x", number)], null) { Type = new("System", type) };
    }
}
