using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// IR → the C# text of one method: decides which values are written in place (<see cref="InliningPlan"/>), which of the others share a variable
/// (<see cref="LivenessAnalysis"/>, <see cref="VariablePlan"/>) and what it is called (<see cref="NamePlan"/>), and writes the statements.
/// </summary>
internal static class FunctionEmitter
{
    /// <summary>
    /// The method's text, not indented, its lines separated by <c>\n</c>, without one at the end. The file needs <c>using System;</c> and <c>using AutoDiff;</c>.
    /// </summary>
    public static string Emit(FunctionIr function, MemberHeader header)
    {
        FunctionIr ordered = UpdateSinking.Run(function);
        FunctionTree tree = new(ordered);
        MemoryAliasing aliasing = new(tree);
        InliningPlan inlining = new(tree, aliasing);
        BlockNesting blocks = new(inlining);
        VariablePlan variables = new(tree, inlining, new LivenessAnalysis(tree, inlining), aliasing, blocks);
        NamePlan names = new(tree, variables, blocks);
        ExpressionWriter expressions = new(tree, inlining, variables, names, header.ReservedNames.ToArray());

        CodeLines body = new();
        foreach (string line in header.Prologue) body.Line(line);
        new StatementWriter(tree, inlining, variables, names, blocks, expressions, SinkDemand.Of(ordered), header.UsesCallersTensors).WriteBody(body);
        foreach (ElementLoop loop in function.ElementLoops) ElementLoopEmitter.Write(loop, header, expressions, body);
        foreach (LaneLoop loop in function.LaneLoops) LaneLoopEmitter.Write(loop, header, expressions, body);

        if (header.IsUnchecked)
        {
            CodeLines wrapping = new();
            wrapping.Line("unchecked");
            wrapping.Braces(body);
            body = wrapping;
        }

        CodeLines method = new();
        foreach (string line in header.Documentation) method.Line(line.Length == 0 ? "///" : "/// " + line);
        foreach (string line in header.Attributes) method.Line(line);
        method.Line($"{header.Modifiers} {header.ReturnType} {header.Name}({string.Join(", ", header.Parameters)})".TrimStart());
        foreach (string clause in header.Constraints) method.Line("    " + clause);
        method.Braces(body);
        return method.ToString();
    }
}
