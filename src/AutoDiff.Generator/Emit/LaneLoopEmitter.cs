using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// A loop of which several iterations run at once, as local functions behind the method's return: one for each width of vectors, and one that chooses. They are compiled
/// with all optimizations at once: a method that runs for long on its first call would not be compiled again for it.
/// </summary>
internal static class LaneLoopEmitter
{
    private const string Optimized = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    public static void Write(LaneLoop loop, MemberHeader header, ExpressionWriter expressions, CodeLines lines)
    {
        FunctionIr first = loop.Variants[0].Kernel;
        string type = expressions.Type(first.Result is { } tuple ? tuple : IrType.Int32);
        string[] names = [.. first.Parameters.Select(p => NamePlan.Escape(p.Value.Name!))];
        string[] parameters = [.. first.Parameters.Select((p, i) => $"{expressions.Type(p.Value.Type)} {names[i]}")];
        string none = first.Result is { } result ? result.Construct([names[0], .. names.Skip(names.Length - result.Leaves.Count + 1)]) : names[0];

        lines.Line("");
        lines.Line($"static {type} {loop.Name}({string.Join(", ", parameters)}) =>");
        for (int i = 0; i < loop.Variants.Count; i++) lines.Line($"    {(i == 0 ? "" : ": ")}{Fits(loop.Variants[i])} ? {loop.Variants[i].Kernel.Name}({string.Join(", ", names)})");
        lines.Line($"    : {none};");
        foreach (FunctionIr kernel in loop.Variants.Select(v => v.Kernel))
        {
            lines.Line("");
            MemberHeader own = new([], "static", type, kernel.Name, parameters, ReservedNames: header.ReservedNames, Attributes: [Optimized]);
            foreach (string line in FunctionEmitter.Emit(kernel, own).Split('\n')) lines.Line(line);
        }

        string Fits(LaneVariant variant) =>
            $"{expressions.Qualified("System.Runtime.Intrinsics", $"Vector{variant.Bits}")}.IsHardwareAccelerated && {names[0]} < {names[1]} && {names[1]} - {names[0]} >= {variant.Lanes}";
    }
}
