using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Operations on the elements of tensors as one loop: a local function behind the method's return, which goes through the blocks, and in it the loop over a block.</summary>
internal static class ElementLoopEmitter
{
    public static void Write(ElementLoop loop, MemberHeader header, ExpressionWriter expressions, CodeLines lines)
    {
        string[] names = [.. loop.Parameters.Select(p => NamePlan.Escape(p.Name!))];
        HashSet<string> taken = [.. names];
        string blocks = Unique("blocks");
        string number = expressions.Type(loop.Kernel.Parameters[0].Value.Type.Element!), type = $"{expressions.Qualified("AutoDiff", "ElementBlocks")}<{number}>";
        IrType[] sums = loop.Kernel.Result is { } tuple ? [.. tuple.Leaves.Select(l => l.Type)] : [.. loop.Kernel.Body.Yields.Select(y => y.Type)];

        CodeLines body = new();
        body.Statement($"using {type} {blocks} = {type}.Over(\"{loop.Operations}\", {string.Join(", ", loop.Reads.Select(Name))});");
        List<string> results = [];
        string tensor = $"{expressions.Qualified("AutoDiff", "Tensor")}<{number}>";
        foreach (ElementWrite write in loop.Writes)
        {
            string arguments = string.Join(", ", write.Parameters.Select(Name));
            if (write.Sink == ElementSink.AddTo) body.Statement($"{blocks}.AddTo({arguments});");
            else
            {
                results.Add(Unique(write.Sink == ElementSink.Result ? "result" : "sum"));
                body.Statement($"{tensor} {results[results.Count - 1]} = {blocks}.{write.Sink}({arguments});");
            }
        }
        if (sums.Length > 0) body.Statement($"{blocks}.Totals({sums.Length});");
        string[] passed = [.. Enumerable.Range(0, loop.Reads.Count + loop.Writes.Count).Select(i => $"{blocks}[{i}]"), .. loop.Numbers.Select(Name)];
        string call = $"Block({string.Join(", ", passed)})";
        CodeLines step = new();
        if (sums.Length <= 1) step.Statement(sums.Length == 0 ? $"{call};" : $"{blocks}.Add(0, {call});");
        else
        {
            string[] parts = [.. sums.Select(_ => Unique("part"))];
            step.Statement($"({string.Join(", ", parts.Select(p => $"{number} {p}"))}) = {call};");
            for (int i = 0; i < parts.Length; i++) step.Statement($"{blocks}.Add({i}, {parts[i]});");
        }
        body.Block($"while ({blocks}.Next())", step);
        results.AddRange(sums.Select((_, i) => $"{blocks}.Total({i})"));
        if (results.Count > 0) body.Statement($"return {(results.Count == 1 ? results[0] : $"({string.Join(", ", results)})")};");

        MemberHeader kernel = new([], "static", sums.Length == 0 ? "void" : expressions.Type(loop.Kernel.Result is { } parted ? parted : sums[0]), "Block",
            [.. loop.Kernel.Parameters.Select(p => $"{expressions.Type(p.Value.Type)} {NamePlan.Escape(p.Value.Name!)}")], ReservedNames: header.ReservedNames);
        body.Line("");
        foreach (string line in FunctionEmitter.Emit(loop.Kernel, kernel).Split('\n')) body.Line(line);

        string[] returned = [.. Enumerable.Repeat(tensor, results.Count - sums.Length), .. sums.Select(_ => number)];
        lines.Line("");
        lines.Line($"static {(returned.Length == 0 ? "void" : returned.Length == 1 ? returned[0] : $"({string.Join(", ", returned)})")} {loop.Name}({string.Join(", ", loop.Parameters.Select(p => $"{expressions.Type(p.Type)} {Name(p)}"))})");
        lines.Braces(body);

        string Name(Value value) => NamePlan.Escape(value.Name!);

        string Unique(string name)
        {
            string unique = name;
            for (int i = 1; !taken.Add(unique); i++) unique = name + i;
            return unique;
        }
    }
}
