using System.Globalization;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// A loop of which several iterations run at once, as local functions behind the method's return: one for each width of vectors, one that chooses, and one that gives parts of long loops to several threads.
/// Those of vectors are compiled with all optimizations at once: a method that runs for long on its first call would not be compiled again for it.
/// </summary>
internal sealed class LaneLoopEmitter
{
    private const string Optimized = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    private readonly LaneLoop _loop;
    private readonly ExpressionWriter _expressions;
    private readonly CodeLines _lines;
    private readonly Parameter[] _parameters;
    private readonly string[] _names;
    private readonly string _type, _part;

    // Where the loop goes on, and its sums so far.
    private readonly string[] _state;

    private LaneLoopEmitter(LaneLoop loop, ExpressionWriter expressions, CodeLines lines)
    {
        FunctionIr first = loop.Variants[0].Kernel;
        (_loop, _expressions, _lines, _parameters, _part) = (loop, expressions, lines, [.. loop.Variants[0].Parameters], loop.IsParallel ? loop.Name + "Part" : loop.Name);
        _type = expressions.Type(first.Result is { } tuple ? tuple : IrType.Int32);
        _names = [.. _parameters.Select(p => NamePlan.Escape(p.Value.Name!))];
        _state = [_names[0], .. first.Result is { } sums ? _names.Skip(_names.Length - sums.Leaves.Count + 1) : []];
    }

    public static void Write(LaneLoop loop, MemberHeader header, ExpressionWriter expressions, CodeLines lines)
    {
        LaneLoopEmitter emitter = new(loop, expressions, lines);
        if (loop.IsParallel) emitter.WriteThreads();
        emitter.WriteChoice();
        foreach (LaneVariant variant in loop.Variants) emitter.WriteKernel(variant, header);
    }

    private string[] Declarations => [.. _parameters.Select((p, i) => $"{_expressions.Type(p.Value.Type)} {_names[i]}")];

    private static string Tuple(IReadOnlyList<string> parts) => parts.Count == 1 ? parts[0] : $"({string.Join(", ", parts)})";

    private void WriteFunction(string name, CodeLines body)
    {
        _lines.Line("");
        _lines.Block($"static {_type} {name}({string.Join(", ", Declarations)})", body);
    }

    private void WriteThreads()
    {
        HashSet<string> taken = [.. _names];
        string Unique(string name) => VjpNames.Unique(name, taken);
        string loop = Unique("loop"), sums = Unique("sums"), shared = Unique("shared"), own = Unique("own");
        string number = _loop.Variants[0].Bits / _loop.Variants[0].Lanes == 64 ? "double" : "float", memory = $"{_expressions.Qualified("AutoDiff", "PartMemory")}<{number}>";
        int[] captured = [.. Enumerable.Range(2, _names.Length - 2 - (_state.Length - 1))];
        string size = string.Join(" + ", [.. _loop.Totals.Select(t => _names[t] + ".Length"), .. _state.Length > 1 || _loop.Totals.Count == 0 ? [$"{_state.Length - 1}"] : (string[])[]]);

        string[] locals = [.. _state.Skip(1).Select(s => Unique(s.EndsWith("Before", StringComparison.Ordinal) ? s.Substring(0, s.Length - "Before".Length) : "sum"))];
        bool hasSums = locals.Length + _loop.Totals.Count > 0;
        CodeLines body = new();
        body.Statement($"using {_expressions.Qualified("AutoDiff", "ParallelLoop")}<{number}> {loop} = new({_names[0]}, {_names[1]}, lanes: {_loop.Variants[0].Lanes}, work: {Text(_loop.Work)}, own: {size});");
        body.Statement($"if ({loop}.Parts == 1) return {_part}({string.Join(", ", _names)});");
        body.Line("");
        body.Line(hasSums ? "// Threads run parts of the loop; each adds to memory of its own." : "// Threads run parts of the loop.");
        string[] arguments = [_names[0], _names[1], .. captured.Select((c, i) => _loop.Totals.Contains(c) ? $"{own}.Like({Item(i)})" : Item(i)), .. _state.Skip(1).Select(_ => number == "double" ? "0.0" : "0f")];
        string call = $"{_part}({string.Join(", ", arguments)})";
        string head = $"{_names[0]} = {loop}.Run({Pack(captured)}, static ({_names[0]}, {_names[1]}, {shared}, {own}) =>", tail = hasSums ? $"out {memory} {sums});" : "out _);";
        if (locals.Length == 0)
        {
            body.Statement($"{head} {call}, {tail}");
        }
        else
        {
            CodeLines run = new();
            run.Statement($"{Tuple([_names[0], .. locals.Select(l => $"{number} {l}")])} = {call};");
            foreach (string local in locals) run.Statement($"{own}.Number() = {local};");
            run.Statement($"return {_names[0]};");
            body.Line(head);
            body.Line("{");
            body.Indented(run);
            body.Line($"}}, {tail}");
        }
        foreach (int total in _loop.Totals) body.Statement($"{sums}.AddTo({_names[total]});");
        body.Statement($"return {Tuple([_state[0], .. _state.Skip(1).Select(s => $"{s} + {sums}.Number()")])};");
        WriteFunction(_loop.Name, body);

        string Item(int position) => $"{shared}{string.Concat(Enumerable.Repeat(".Rest", position / 7))}.Item{(position % 7) + 1}";
    }

    // Seven values, and behind them the others in the same way.
    private string Pack(IReadOnlyList<int> captured) => captured.Count == 0 ? "0" : $"{_expressions.Qualified("AutoDiff", "Captured")}.Of("
        + string.Join(", ", captured.Take(7).Select(c => _names[c])) + (captured.Count > 7 ? $", {Pack([.. captured.Skip(7)])}" : "") + ")";

    private string Text(LaneWork work)
    {
        string[] terms =
        [
            .. work.Time > 0 || work.Inner.Count == 0 ? [work.Time.ToString(work.Time < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)] : (string[])[],
            .. work.Inner.Select(i => $"{NamePlan.Escape(i.Trips.Name!)}{(i.Trips.Type.IsMemory ? ".Length" : "")} * {Factor(i.Trip)}"),
        ];
        return string.Join(" + ", terms);

        string Factor(LaneWork trip) => trip.Inner.Count == 0 ? Text(trip) : $"({Text(trip)})";
    }

    private void WriteChoice()
    {
        CodeLines choice = new();
        (string from, string to) = (_names[0], _names[1]);
        // Iterations that do not fill a vector run with those before them, which run once more and do not count: all but those of other threads.
        string first = _loop.Variants.Any(HasRest) ? VjpNames.Unique("first", new HashSet<string>(_names)) : from;
        if (first != from) choice.Statement($"int {first} = {from};");
        foreach (LaneVariant variant in _loop.Variants)
        {
            string rest = $"{to} - {from}", isSupported = $"{_expressions.Qualified("System.Runtime.Intrinsics", $"Vector{Math.Min(variant.Bits, 512)}")}.IsHardwareAccelerated && {from} < {to}", isFull = $"{rest} >= {variant.Lanes}";
            CodeLines full = new(), run = new();
            full.Statement($"{Tuple(_state)} = {variant.Kernel.Name}({string.Join(", ", _names.Concat(WhichCount(variant, "AllLanes()")))});");
            if (!HasRest(variant))
            {
                choice.Block($"if ({isSupported} && {isFull})", full);
                continue;
            }
            string[] arguments = [$"{to} - {variant.Lanes}", .. _names.Skip(1), .. WhichCount(variant, $"LastLanes({variant.Lanes} - ({rest}))")];
            run.Block($"if ({isFull})", full);
            run.Statement($"if ({rest} >= {variant.LeastRest} && {to} - {first} >= {variant.Lanes}) {Tuple(_state)} = {variant.Kernel.Name}({string.Join(", ", arguments)});");
            choice.Block($"if ({isSupported})", run);
        }
        choice.Statement($"return {Tuple(_state)};");
        WriteFunction(_part, choice);

        static bool HasRest(LaneVariant variant) => variant.LeastRest < variant.Lanes;

        string[] WhichCount(LaneVariant variant, string lanes) => variant.Counts ? [$"new {_expressions.Qualified("AutoDiff", lanes)}"] : [];
    }

    private void WriteKernel(LaneVariant variant, MemberHeader header)
    {
        _lines.Line("");
        string which = LaneVariant.WhichCount.CSharpName;
        MemberHeader own = new([], "static", _type, variant.Kernel.Name, Declarations, ReservedNames: header.ReservedNames, Attributes: [Optimized]);
        if (variant.Counts)
        {
            own = own with
            {
                Name = $"{own.Name}<{which}>",
                Parameters = [.. Declarations, $"{which} {NamePlan.Escape(variant.Kernel.Parameters[variant.Kernel.Parameters.Count - 1].Value.Name!)}"],
                Constraints = [$"where {which} : struct, {_expressions.Qualified("AutoDiff", "ILanes")}"],
            };
        }
        foreach (string line in FunctionEmitter.Emit(variant.Kernel, own).Split('\n')) _lines.Line(line);
    }
}
