using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>Operations on the elements of tensors as one loop: a local function behind the method's return, which goes through the blocks, and in it the loop over a block.</summary>
internal sealed class ElementLoopEmitter
{
    private readonly ElementLoop _loop;
    private readonly ExpressionWriter _expressions;
    private readonly HashSet<string> _taken;
    private readonly string _number, _type, _blocks;
    private readonly int _sums;

    private ElementLoopEmitter(ElementLoop loop, ExpressionWriter expressions)
    {
        (_loop, _expressions) = (loop, expressions);
        _taken = [.. loop.Parameters.Select(Name)];
        FunctionIr general = loop.Kernels[loop.Kernels.Count - 1];
        _number = NumberOf(general);
        _type = $"{expressions.Qualified("AutoDiff", "ElementBlocks")}<{_number}>";
        _sums = general.Body.Yields.Count;
        _blocks = Unique("blocks");
    }

    public static void Write(ElementLoop loop, MemberHeader header, ExpressionWriter expressions, CodeLines lines)
    {
        ElementLoopEmitter emitter = new(loop, expressions);
        CodeLines body = new();
        string returned = emitter.WriteBlocks(body);
        foreach (FunctionIr kernel in loop.Kernels)
        {
            string number = emitter.NumberOf(kernel);
            MemberHeader own = new([], "static", Tuple([.. Enumerable.Repeat(number, emitter._sums)]), kernel.Name, [.. kernel.Parameters.Select(p => $"{expressions.Type(p.Value.Type)} {Name(p.Value)}")], ReservedNames: header.ReservedNames);
            body.Line("");
            foreach (string line in FunctionEmitter.Emit(kernel, own).Split('\n')) body.Line(line);
        }
        lines.Line("");
        lines.Line($"static {returned} {loop.Name}({string.Join(", ", loop.Parameters.Select(p => $"{expressions.Type(p.Type)} {Name(p)}"))})");
        lines.Braces(body);
    }

    private static string Name(Value value) => NamePlan.Escape(value.Name!);

    private static string Tuple(IReadOnlyList<string> parts) => parts.Count switch { 0 => "void", 1 => parts[0], _ => $"({string.Join(", ", parts)})" };

    // What is read and written, the way through the blocks, and the results, whose type it returns.
    private string WriteBlocks(CodeLines body)
    {
        body.Statement($"using {_type} {_blocks} = {_type}.Over(\"{_loop.Operations}\", {string.Join(", ", (_loop.Shape is { } shape ? [Name(shape)] : (string[])[]).Concat(_loop.Reads.Select(Name)))});");
        string tensor = $"{_expressions.Qualified("AutoDiff", "Tensor")}<{_number}>";
        List<string> results = [];
        foreach (ElementWrite write in _loop.Writes)
        {
            string call = $"{_blocks}.{write.Sink}({string.Join(", ", write.Parameters.Select(Name))});";
            if (write.Sink is not (ElementSink.AddTo or ElementSink.SumInto))
            {
                results.Add(Unique(write.Sink == ElementSink.Result ? "result" : "sum"));
                call = $"{tensor} {results[results.Count - 1]} = {call}";
            }
            body.Statement(call);
        }
        if (_sums > 0) body.Statement($"{_blocks}.Totals({_sums});");
        CodeLines step = new();
        for (int i = 0; i < _loop.Kernels.Count; i++)
        {
            FunctionIr kernel = _loop.Kernels[i];
            bool isLast = i == _loop.Kernels.Count - 1;
            CodeLines call = new();
            WriteCall(kernel, isGeneral: isLast, call);
            if (_loop.Kernels.Count == 1) step.Append(call);
            else step.Block(isLast ? "else" : $"{(i > 0 ? "else " : "")}if (typeof({_number}) == typeof({NumberOf(kernel)}))", call);
        }
        body.Block($"while ({_blocks}.Next())", step);
        string[] returned = [.. results, .. Enumerable.Range(0, _sums).Select(i => $"{_blocks}.Total({i})")];
        if (returned.Length > 0) body.Statement($"return {Tuple(returned)};");
        return Tuple([.. Enumerable.Repeat(tensor, results.Count), .. Enumerable.Repeat(_number, _sums)]);
    }

    private void WriteCall(FunctionIr kernel, bool isGeneral, CodeLines lines)
    {
        string number = NumberOf(kernel);
        string[] arguments =
        [
            .. Enumerable.Range(0, _loop.Reads.Count + _loop.Writes.Count).Select(i => isGeneral ? $"{_blocks}[{i}]" : $"{_blocks}.As<{number}>({i})"),
            .. _loop.Numbers.Select(n => isGeneral || !n.Type.IsFloat ? Name(n) : $"{_type}.To<{number}>({Name(n)})"),
        ];
        string add = isGeneral ? "Add" : "AddAs", call = $"{kernel.Name}({string.Join(", ", arguments)})";
        if (_sums <= 1)
        {
            lines.Statement(_sums == 0 ? $"{call};" : $"{_blocks}.{add}(0, {call});");
            return;
        }
        string[] parts = [.. Enumerable.Range(0, _sums).Select(_ => Unique("part"))];
        lines.Line($"({string.Join(", ", parts.Select(p => $"{number} {p}"))}) = {call};");
        for (int i = 0; i < parts.Length; i++) lines.Statement($"{_blocks}.{add}({i}, {parts[i]});");
    }

    private string NumberOf(FunctionIr kernel) => _expressions.Type(kernel.Parameters[0].Value.Type.Element!);

    private string Unique(string name) => VjpNames.Unique(name, _taken);
}
