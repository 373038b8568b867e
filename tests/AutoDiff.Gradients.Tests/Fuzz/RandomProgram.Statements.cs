namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Statements.</summary>
internal sealed partial class RandomProgram
{
    private const int Nesting = 3;
    private const int MostIterations = 64;

    private int _loops;

    private Node AnyStatement(int depth)
    {
        _budget--;
        switch (Below(20))
        {
            case 0 or 1 or 2: return Declaration();
            case 3 or 4 or 5: return Assignment();
            case 6 or 7 or 8: return ArrayStatement();
            case 9 or 10 when depth < Nesting: return If(depth);
            case 11 when depth < Nesting && HasIntegers: return Switch(depth);
            case 12 or 13 or 14 or 15 when depth < Nesting && _iterations * Length <= MostIterations: return Loop(depth);
            case 16 when CallStatement() is { } call: return call;
            case 17 when _loops > 0: return Statement($"if ({Condition(1)}) {Pick("break", "continue")};");
            case 18 when depth < Nesting: return LocalFunction();
            case 19 when Chance(2): return _result is { } result ? Statement($"if ({Condition(1)}) return {Result(result)};") : Statement($"if ({Condition(1)}) return;");
            case 19 when Chance(3): return Statement($"if ({Index()} > 7) throw new InvalidOperationException();");
            default: return Assignment();
        }
    }

    private Node Declaration()
    {
        Kind kind = Pick(Kind.Real, Kind.Real, Kind.Real, Kind.Sum, Kind.Integer, Kind.Boolean, Kind.Array, Kind.Array, Kind.SumArray, Kind.Pair, Kind.Span, Kind.Matrix, Kind.Jagged, Kind.Frame, Kind.Tuple, Kind.PairArray, Kind.FrameArray);
        Node value = kind switch
        {
            Kind.Sum => Make(Sort.Real, $"{L("0")}"),
            Kind.SumArray => Make(Sort.Other, $"new {Type}[{Length}]"),
            Kind.Span => Make(Sort.Other, $"{(_loops == 0 ? Pick("stackalloc", "new") : "new")} {Type}[{Length}]"),
            _ => Value(kind),
        };
        switch (kind)
        {
            case Kind.Real when Chance(8):
                Node second = Real();
                return Deconstruction($"({value}, {second})");
            case Kind.Tuple when Chance(2): return Deconstruction($"{value}");
            case Kind.Span when Any(v => v is { Kind: Kind.Array }) is { } array && Chance(2):
                Variable slice = Add(new(Name("s"), Kind.Span, Count: 2, IsWritable: false));
                return Statement(Pick<NodeText>($"Span<{Type}> {slice.Name} = {array.Name}.AsSpan({Below(2)}, 2);", $"Span<{Type}> {slice.Name} = {array.Name}.AsSpan()[{Below(2)}..3][^2..];"));
        }
        string prefix = kind switch { Kind.Real => "v", Kind.Sum => "sum", Kind.Integer => "k", Kind.Boolean => "c", Kind.Matrix => "m", Kind.Jagged => "j", Kind.Tuple => "t", Kind.Frame => "r", _ => "a" };
        Variable variable = Add(new(Name(prefix), kind));
        return Statement($"{TypeOf(kind).Text} {variable.Name} = {value};");
    }

    private Node Deconstruction(NodeText value)
    {
        (Variable a, Variable b) = (Add(new(Name("v"), Kind.Real)), Add(new(Name("v"), Kind.Real)));
        return Statement($"({Type} {a.Name}, {Type} {b.Name}) = {value.Of(Sort.Other)};");
    }

    private Node Assignment()
    {
        if (Any(v => v is { IsWritable: true, Kind: Kind.Real or Kind.Sum or Kind.Integer or Kind.Boolean or Kind.Pair or Kind.Frame or Kind.Tuple or Kind.Matrix or Kind.Jagged }) is not { } target) return Declaration();
        switch (target.Kind)
        {
            case Kind.Real when Any(v => v is { Kind: Kind.Real, IsWritable: true }) is { } other && other != target && Chance(6):
                return Chance(3) ? Statement($"({target.Name}, {other.Name}) = {Tuple()};") : Statement($"({target.Name}, {other.Name}) = ({Pick(other.Name, target.Name)}, {Real()});");
            case Kind.Real:
                return Below(6) switch
                {
                    0 => Statement($"{target.Name} = {L("0.5")} * {target.Name} + {L("0.5")} * {Real(1)};"),
                    1 => Statement($"{target.Name} *= {Math}.Sin({Real(1)});"),
                    2 => Statement($"{target.Name} -= {L("0.3")} * {target.Name};"),
                    3 when Any(v => v is { Kind: Kind.Real, IsWritable: true }) is { } second => Statement($"{target.Name} = {second.Name} = {Real(1)};"),
                    _ => Statement($"{target.Name} = {Real()};"),
                };
            case Kind.Sum: return Statement($"{target.Name} {Pick("+=", "+=", "-=")} {Real()};");
            case Kind.Integer: return Statement($"{target.Name} = {Pick(Index(), Make(Sort.Integer, $"({target.Name} + 1) % {Length}"))};");
            case Kind.Pair: return PairAssignment($"{target.Name}");
            case Kind.Frame: return FrameAssignment($"{target.Name}");
            case Kind.Tuple when Chance(2): return Statement($"{target.Name}.{Pick("A", "B")} = {Real()};");
            default: return Statement($"{target.Name} = {Value(target.Kind)};");
        }
    }

    private Node If(int depth)
    {
        Node condition = Condition(0), then = Branch(depth);
        return Chance(2) ? Statement($"if ({condition})\n{then}") : Statement($"if ({condition})\n{then}else\n{Branch(depth)}");
    }

    private Node Branch(int depth) => Nested(() => [.. Enumerable.Range(0, 1 + Below(3)).Select(_ => AnyStatement(depth + 1)), .. Leave(12)]);

    // Mostly in branches: what follows would be unreachable elsewhere.
    private IEnumerable<Node> Leave(int oneIn)
    {
        if (_loops > 0 && Chance(oneIn)) yield return Statement($"{Pick("break", "continue")};");
    }

    private Node Switch(int depth)
    {
        Node selector = Index();
        int loops = _loops;
        // A break would belong to the switch.
        _loops = 0;
        List<string> labels = ["case 0:", "case 1: case 2:", "default:"];
        List<Node> sections = [.. labels.Select(label =>
        {
            Node body = Nested(() => [.. Enumerable.Range(0, 1 + Below(2)).Select(_ => AnyStatement(depth + 1)), Statement($"{(label == "case 0:" && Chance(4) ? "goto case 1" : "break")};")]);
            return Make(Sort.Other, $"{label} {body}");
        })];
        _loops = loops;
        return Statement($"switch ({selector})\n{{\n{sections[0]}{sections[1]}{sections[2]}}}");
    }

    private Node Loop(int depth)
    {
        int iterations = _iterations, loops = _loops;
        _iterations *= Length;
        _loops++;
        Node loop = Below(8) switch
        {
            0 => While(depth, isDo: false),
            1 => While(depth, isDo: true),
            2 when Any(v => v.Kind is Kind.Array or Kind.ReadOnlySpan or Kind.PairArray or Kind.FrameArray or Kind.Jagged) is { } array => ForEach(depth, array),
            _ => For(depth),
        };
        (_iterations, _loops) = (iterations, loops);
        return loop;
    }

    private Node For(int depth)
    {
        string i = Name("i");
        string end = Any(v => v.Kind is Kind.Array or Kind.SumArray or Kind.ReadOnlySpan or Kind.Span && v.Count == Length) is { } array && Chance(2) ? $"{array.Name}.Length" : Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string? outer = Any(v => v.Kind == Kind.Integer)?.Name;
        string header = Below(6) switch
        {
            0 => $"int {i} = {Length - 1}; {i} >= 0; {i}--",
            1 => $"int {i} = {Below(2)}; {i} < {end}; {i} += 2",
            2 when outer is not null => $"int {i} = {outer}; {i} < {end}; {i}++",
            3 when outer is not null => $"int {i} = 0; {i} <= {outer}; {i}++",
            _ => $"int {i} = 0; {i} < {end}; {i}++",
        };
        return Statement($"for ({header})\n{LoopBody(depth, new(i, Kind.Integer, IsWritable: false))}");
    }

    private Node ForEach(int depth, Variable array)
    {
        string element = Name("e");
        Kind kind = array.Kind switch { Kind.PairArray => Kind.Pair, Kind.FrameArray => Kind.Frame, Kind.Jagged => Kind.Array, _ => Kind.Real };
        return Statement($"foreach ({TypeOf(kind).Text} {element} in {array.Name})\n{LoopBody(depth, new(element, kind, IsWritable: false))}");
    }

    private Node While(int depth, bool isDo)
    {
        string w = Name("w");
        int count = 1 + Below(Length);
        Node condition = Chance(3) ? Make(Sort.Boolean, $"{w} < {count} && {Condition(1)}") : Make(Sort.Boolean, $"{w} < {count}");
        // Counted first, for a continue would skip it; inside, it is one more than an index.
        Node body = Nested(() => [Statement($"{w}++;"), .. Enumerable.Range(0, 1 + Below(4)).Select(_ => AnyStatement(depth + 1))]);
        return isDo ? Statement($"int {w} = 0;\ndo\n{body}while ({condition});") : Statement($"int {w} = 0;\nwhile ({condition})\n{body}");
    }

    private Node LoopBody(int depth, Variable counter) => Nested(() =>
    {
        Add(counter);
        List<Node> statements = [.. Enumerable.Range(0, 1 + Below(4)).Select(_ => AnyStatement(depth + 1))];
        if (Chance(8)) statements.Add(Statement($"if ({Condition(1)}) break;"));
        return statements;
    });

    private Node Nested(Func<IEnumerable<Node>> statements)
    {
        int visible = _variables.Count;
        Node block = Block(statements());
        _variables.RemoveRange(visible, _variables.Count - visible);
        return block;
    }
}
