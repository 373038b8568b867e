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
        // Where the loop goes on, and its sums so far.
        string[] state = [names[0], .. first.Result is { } sums ? names.Skip(names.Length - sums.Leaves.Count + 1) : []];
        string reached = state.Length == 1 ? state[0] : $"({string.Join(", ", state)})";

        CodeLines choice = new();
        foreach (LaneVariant variant in loop.Variants)
        {
            CodeLines run = new();
            run.Statement($"{reached} = {variant.Kernel.Name}({string.Join(", ", names)});");
            choice.Block($"if ({Fits(variant)})", run);
        }
        choice.Statement($"return {reached};");
        lines.Line("");
        lines.Block($"static {type} {loop.Name}({string.Join(", ", parameters)})", choice);
        foreach (FunctionIr kernel in loop.Variants.Select(v => v.Kernel))
        {
            lines.Line("");
            MemberHeader own = new([], "static", type, kernel.Name, parameters, ReservedNames: header.ReservedNames, Attributes: [Optimized]);
            foreach (string line in FunctionEmitter.Emit(kernel, own).Split('\n')) lines.Line(line);
        }

        string Fits(LaneVariant variant) =>
            $"{expressions.Qualified("System.Runtime.Intrinsics", $"Vector{Math.Min(variant.Bits, 512)}")}.IsHardwareAccelerated && {names[0]} < {names[1]} && {names[1]} - {names[0]} >= {variant.Lanes}";
    }
}
