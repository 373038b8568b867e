using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Lowering;

/// <summary>The sine and the cosine of one number, or of the numbers of several lanes, computed side by side, come out of one call: it costs little more than either.</summary>
internal sealed class SinCosSharing : IrRewriter
{
    private readonly Dictionary<int, string> _names = [];

    public static FunctionIr Run(FunctionIr function)
    {
        SinCosSharing pass = new();
        Region body = pass.Rewrite(function.Body);
        FunctionIr result = pass._names.Count == 0 ? function : ValueNames.Apply(function with { Body = body }, pass._names);
        return result with
        {
            LaneLoops = [.. result.LaneLoops.Select(loop => loop with { Variants = [.. loop.Variants.Select(v => v with { Kernel = Run(v.Kernel) })] })],
            ElementLoops = [.. result.ElementLoops.Select(loop => loop with { Kernels = [.. loop.Kernels.Select(Run)] })],
        };
    }

    public override Region Rewrite(Region region)
    {
        List<Statement> statements = [.. region.Body];
        foreach (Let sine in region.Body.OfType<Let>().Where(l => l.Op.Name == "Sin"))
        {
            if (TargetOf(sine.Result.Type) is not { } target || statements.OfType<Let>().FirstOrDefault(l => l.Op.Name == "Cos" && l.Arguments.Equals(sine.Arguments)) is not { } cosine) continue;
            int first = Math.Min(statements.IndexOf(sine), statements.IndexOf(cosine));
            statements.Remove(sine);
            statements.Remove(cosine);
            statements.Insert(first, new Call([sine.Result, cosine.Result], target, sine.Arguments));
            _names[sine.Result.Id] = sine.Result.Name ?? "sin";
            _names[cosine.Result.Id] = cosine.Result.Name ?? "cos";
        }
        return base.Rewrite(region with { Body = statements });
    }

    private static CallTarget? TargetOf(IrType type) => type switch
    {
        VectorType => Target(new("AutoDiff", "SimdMath"), type),
        _ when type == IrType.Double => Target(new("System", "Math"), type),
        _ when type == IrType.Single => Target(new("System", "MathF"), type),
        _ => null,
    };

    private static CallTarget Target(PlatformType owner, IrType number)
    {
        StructType pair = new($"({number} Sin, {number} Cos)", [new Leaf("Sin", number, true), new Leaf("Cos", number, true)], "({0}, {1})");
        return new("SinCos", pair, [new CallParameter("x", number)], null) { Type = owner };
    }
}
