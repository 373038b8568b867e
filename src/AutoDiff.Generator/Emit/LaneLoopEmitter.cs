using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// A loop of which several iterations run at once, as local functions behind the method's return: one for vectors of 512 bits, one for 256, and one that chooses. They are compiled
/// with all optimizations at once: a method that runs for long on its first call would not be compiled again for it.
/// </summary>
internal static class LaneLoopEmitter
{
    private const string Optimized = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    public static void Write(LaneLoop loop, MemberHeader header, ExpressionWriter expressions, CodeLines lines)
    {
        string type = expressions.Type(loop.Wide.Result is { } tuple ? tuple : IrType.Int32);
        string[] parameters = [.. loop.Wide.Parameters.Select((p, i) => $"{expressions.Type(p.Value.Type)} {Name(p, i)}")];
        string arguments = string.Join(", ", loop.Wide.Parameters.Select(Name));
        string none = loop.Wide.Parameters.Count > 2 && loop.Wide.Result is { } result
            ? result.Construct([Name(loop.Wide.Parameters[0], 0), .. loop.Wide.Parameters.Select(Name).Skip(loop.Wide.Parameters.Count - result.Leaves.Count + 1)])
            : Name(loop.Wide.Parameters[0], 0);

        lines.Line("");
        lines.Line($"static {type} {loop.Name}({string.Join(", ", parameters)}) =>");
        lines.Line($"    {Fits(loop.Wide, 512)} ? {loop.Wide.Name}({arguments})");
        lines.Line($"    : {Fits(loop.Narrow, 256)} ? {loop.Narrow.Name}({arguments})");
        lines.Line($"    : {none};");
        foreach (FunctionIr kernel in (FunctionIr[])[loop.Wide, loop.Narrow])
        {
            lines.Line("");
            MemberHeader own = new([], "static", type, kernel.Name, parameters, ReservedNames: header.ReservedNames, Attributes: [Optimized]);
            foreach (string line in FunctionEmitter.Emit(kernel, own).Split('\n')) lines.Line(line);
        }

        string Fits(FunctionIr kernel, int bits) =>
            $"{expressions.Qualified("System.Runtime.Intrinsics", $"Vector{bits}")}.IsHardwareAccelerated && {Name(loop.Wide.Parameters[0], 0)} < {Name(loop.Wide.Parameters[1], 1)} && {Name(loop.Wide.Parameters[1], 1)} - {Name(loop.Wide.Parameters[0], 0)} >= {LanesOf(kernel)}";
    }

    // The counter's step.
    private static int LanesOf(FunctionIr kernel) => (int)((Constant)kernel.Body.Body.OfType<For>().Last().Step).Bits;

    private static string Name(Parameter parameter, int position) => NamePlan.Escape(parameter.Value.Name ?? $"argument{position}");
}
