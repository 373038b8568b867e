namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Expressions.</summary>
internal sealed partial class RandomProgram
{
    private const int Depth = 3;

    // A number's text with the suffix of the type.
    private string L(string number) => _isSingle ? number + "f" : number;

    /// <summary>A value of any kind that a variable can be given.</summary>
    private Node Value(Kind kind, int depth = 0) => kind switch
    {
        Kind.Real => Real(depth),
        Kind.Integer => Index(),
        Kind.Boolean => Condition(1),
        Kind.Pair => Pair(depth),
        Kind.Frame => Frame(depth),
        Kind.Tuple => Tuple(depth),
        Kind.Function => FunctionValue(),
        Kind.Matrix => Any(v => v.Kind == kind) is { } matrix && Chance(2) ? Make(Sort.Other, $"{matrix.Name}") : FreshMatrix(depth),
        Kind.Jagged => Any(v => v.Kind == kind && !v.IsArgument) is { } jagged && Chance(2) ? Make(Sort.Other, $"{jagged.Name}") : FreshJagged(depth),
        Kind.PairArray => Any(v => v.Kind == kind) is { } pairs && Chance(2) ? Make(Sort.Other, $"{pairs.Name}") : FreshStructs(Pair, "Pair", depth),
        Kind.FrameArray => Any(v => v.Kind == kind) is { } frames && Chance(2) ? Make(Sort.Other, $"{frames.Name}") : FreshStructs(Frame, "Frame", depth),
        Kind.ReadOnlySpan => Any(v => v.Kind is Kind.ReadOnlySpan or Kind.Array or Kind.Span && v.Count == Length) is { } span ? (span.Kind == Kind.Array && Chance(2) ? Make(Sort.Other, $"{span.Name}.AsSpan()") : Make(Sort.Other, $"{span.Name}")) : Fresh(depth),
        Kind.Array => Any(v => v.Kind == Kind.Array) is { } array && Chance(2) ? Make(Sort.Other, $"{array.Name}") : Fresh(depth),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>An expression of size <see cref="Bound"/> at most.</summary>
    private Node Real(int depth = 0)
    {
        (Node node, double bound) = Unbounded(depth);
        return bound <= Bound ? node : Pick(
            Make(Sort.Real, $"{Math}.Sin({node})"),
            Make(Sort.Real, $"{Math}.Tanh({L("0.3")} * ({node}))"),
            Make(Sort.Real, $"({node}) / {L(System.Math.Ceiling(bound / Bound).ToString("F1", System.Globalization.CultureInfo.InvariantCulture))}"));
    }

    private (Node Node, double Bound) Unbounded(int depth)
    {
        if (depth >= Depth || Chance(3)) return (Leaf(), Bound);
        switch (Below(15))
        {
            case 0 or 1 or 2:
                {
                    ((Node a, double x), (Node b, double y)) = (Unbounded(depth + 1), Unbounded(depth + 1));
                    return (Make(Sort.Real, Pick<NodeText>($"({a} + {b})", $"({a} - {b})")), x + y);
                }
            case 3 or 4 or 5:
                {
                    ((Node a, double x), (Node b, double y)) = (Unbounded(depth + 1), Unbounded(depth + 1));
                    if (Chance(6)) (b, y) = (a, x);
                    return x * y > 64 ? (Make(Sort.Real, $"({Real(depth + 1)} * {Real(depth + 1)})"), Bound * Bound) : (Make(Sort.Real, $"({a} * {b})"), x * y);
                }
            case 6: return (Make(Sort.Real, $"({Real(depth + 1)} / ({L("2.5")} + {Math}.Sin({Real(depth + 1)})))"), Bound);
            case 7: return (Make(Sort.Real, $"-{Parenthesized(Real(depth + 1))}"), Bound);
            case 8 or 9: return (Function(depth), Bound);
            case 10: return (Make(Sort.Real, $"({Condition(depth + 1)} ? {Real(depth + 1)} : {Real(depth + 1)})"), Bound);
            case 11 when HasIntegers: return (Make(Sort.Real, $"(({Index()}) switch {{ 0 => {Real(depth + 1)}, 1 or 3 => {Real(depth + 1)}, _ => {Real(depth + 1)} }})"), Bound);
            case 12 when Chance(2): return (Selection(depth), Bound);
            case 12 when Any(v => v is { Kind: Kind.Real, IsWritable: true }) is { } target: return (Make(Sort.Real, $"({target.Name} = {Real(depth + 1)})"), Bound);
            case 13 or 14 when Call(depth) is { } call: return (call, Bound);
            default: return (Leaf(), Bound);
        }
    }

    /// <summary>A switch expression with patterns.</summary>
    private Node Selection(int depth)
    {
        Node[] values = [.. Enumerable.Range(0, 3).Select(_ => Real(depth + 1))];
        if (!_isSingle && Any(v => v.Kind == Kind.Pair) is { } pair && Chance(2))
        {
            string captured = Name("q");
            return Make(Sort.Real, $"({pair.Name} switch {{ {{ X: > {Number()} }} => {values[0]}, {{ Y: var {captured} }} when {captured} < {Number()} => 0.5 * {captured}, _ => {values[2]} }})");
        }
        return Chance(2)
            ? Make(Sort.Real, $"(({Index()}, {Index()}) switch {{ (0, _) => {values[0]}, (> 1, < 3) => {values[1]}, _ => {values[2]} }})")
            : Make(Sort.Real, $"(({Index()}) switch {{ > 1 when {Condition(1)} => {values[0]}, 0 => {values[1]}, _ => {values[2]} }})");
    }

    private static Node Parenthesized(Node node) => Make(Sort.Real, $"({node})");

    private Node Function(int depth)
    {
        Node x = Real(depth + 1);
        return Below(12) switch
        {
            0 => Make(Sort.Real, $"{Math}.Sin({x})"),
            1 => Make(Sort.Real, $"{Math}.Cos({x})"),
            2 => Make(Sort.Real, $"{Math}.Tanh({x})"),
            3 => Make(Sort.Real, $"{Math}.Exp({Math}.Sin({x}))"),
            4 => Make(Sort.Real, $"{Math}.Atan({x})"),
            5 => Make(Sort.Real, $"{Math}.Sqrt({L("1.5")} + {Math}.Sin({x}))"),
            6 => Make(Sort.Real, $"{Math}.Log({L("2.5")} + {Math}.Cos({x}))"),
            7 => Make(Sort.Real, $"{Math}.Pow({L("1.5")} + {L("0.5")} * {Math}.Sin({x}), {Math}.Sin({Real(depth + 1)}))"),
            8 => Make(Sort.Real, $"({L("0.25")} * {Math}.Pow({Math}.Sin({x}), 2))"),
            9 => Make(Sort.Real, $"{Math}.Max({x}, {Real(depth + 1)})"),
            10 => Make(Sort.Real, $"{Math}.Min({x}, {Real(depth + 1)})"),
            _ => Make(Sort.Real, $"{Math}.Abs({L("0.7")} + {L("0.8")} * {Parenthesized(Make(Sort.Real, $"{Math}.Sin({x})"))})"),
        };
    }

    private Node Leaf()
    {
        if (Any(v => v.Kind is not (Kind.Integer or Kind.Boolean or Kind.Function or Kind.Procedure)) is not { } variable || Chance(6))
            return Any(v => v.Kind == Kind.Integer) is { } integer && Chance(2) ? Make(Sort.Real, $"({L("0.25")} * {integer.Name})") : Make(Sort.Real, $"{Number()}");
        return Read(variable);
    }

    /// <summary>A number that a variable holds.</summary>
    private Node Read(Variable variable) => variable.Kind switch
    {
        Kind.Real => Make(Sort.Real, $"{variable.Name}"),
        Kind.Sum => Bounded(Make(Sort.Real, $"{variable.Name}")),
        Kind.SumArray => Bounded(Make(Sort.Real, $"{variable.Name}[{Index(variable.Count)}]")),
        Kind.Matrix => Make(Sort.Real, $"{variable.Name}[{Index()}, {Index()}]"),
        Kind.Jagged => Make(Sort.Real, $"{variable.Name}[{Index()}][{Index()}]"),
        Kind.Tuple => Make(Sort.Real, $"{variable.Name}.{Pick("A", "B", "Item2")}"),
        Kind.Frame when Chance(5) => Make(Sort.Real, $"{variable.Name}.Total()"),
        Kind.Frame => Make(Sort.Real, $"{variable.Name}.{Pick("W", "P.X", "P.Y")}"),
        Kind.FrameArray when Chance(6) => Make(Sort.Real, $"{variable.Name}[{Index()}].Total()"),
        Kind.FrameArray => Make(Sort.Real, $"{variable.Name}[{Index()}].{Pick("W", "P.X", "P.Y")}"),
        Kind.Pair when Chance(8) => Make(Sort.Real, $"{variable.Name}.Mixed({Real(2)})"),
        Kind.Pair when Chance(6) => Make(Sort.Real, $"{Math}.Sin({variable.Name}.Product)"),
        Kind.Pair => Make(Sort.Real, $"{variable.Name}.{Pick("X", "Y")}"),
        Kind.PairArray => Make(Sort.Real, $"{variable.Name}[{Index()}].{Pick("X", "Y")}"),
        Kind.Array when Chance(8) => Make(Sort.Real, $"{variable.Name}[^1]"),
        _ => Make(Sort.Real, $"{variable.Name}[{Index(variable.Count)}]"),
    };

    /// <summary>What holds a sum can be large.</summary>
    private Node Bounded(Node sum) => Pick(
        Make(Sort.Real, $"{Math}.Sin({L("0.1")} * {sum})"),
        Make(Sort.Real, $"{Math}.Tanh({L("0.05")} * {sum})"),
        Make(Sort.Real, $"({sum} / ({L("1")} + {L("0.5")} * {sum} * {sum}))"));

    private bool HasIntegers => _variables.Exists(v => v.Kind == Kind.Integer);

    /// <summary>An index below a length.</summary>
    private Node Index(int count = Length)
    {
        if (count == Length && Chance(8) && Any(v => v.Kind is Kind.Frame or Kind.FrameArray) is { } frame)
            return frame.Kind == Kind.Frame ? Make(Sort.Integer, $"{frame.Name}.N") : Make(Sort.Integer, $"{frame.Name}[{Below(Length)}].N");
        if (count == Length && Any(v => v.Kind == Kind.Integer) is { } integer && !Chance(4))
        {
            return Below(5) switch
            {
                0 => Make(Sort.Integer, $"({integer.Name} + {1 + Below(3)}) % {Length}"),
                1 => Make(Sort.Integer, $"{Length - 1} - {integer.Name}"),
                _ => Make(Sort.Integer, $"{integer.Name}"),
            };
        }
        if (count < Length && Any(v => v.Kind == Kind.Integer) is { } other && Chance(2)) return Make(Sort.Integer, $"{other.Name} % {count}");
        return Make(Sort.Integer, $"{Below(count)}");
    }

    private Node Condition(int depth)
    {
        if (depth < 2 && Chance(5))
        {
            (Node a, Node b) = (Condition(depth + 1), Condition(depth + 1));
            return Make(Sort.Boolean, Pick<NodeText>($"({a} && {b})", $"({a} || {b})"));
        }
        if (Any(v => v.Kind == Kind.Boolean) is { } boolean && Chance(3)) return Make(Sort.Boolean, Pick<NodeText>($"{boolean.Name}", $"!{boolean.Name}"));
        if (!_isSingle && Chance(3)) return Make(Sort.Boolean, $"{Real(2)} {Pick("<", ">")} {Number()}");
        if (!HasIntegers) return !_isSingle ? Make(Sort.Boolean, $"{Real(2)} {Pick("<", ">")} {Number()}") : Any(v => v.Kind == Kind.Boolean) is { } only ? Make(Sort.Boolean, $"{only.Name}") : Make(Sort.Boolean, $"{Pick("true", "false")}");
        return Below(4) switch
        {
            0 => Make(Sort.Boolean, $"{Index()} < {Index()}"),
            1 => Make(Sort.Boolean, $"{Index()} is > 0 and < 3"),
            2 => Make(Sort.Boolean, $"({Index()} + {Index()}) % 2 == {Below(2)}"),
            _ => Make(Sort.Boolean, $"{Index()} != {Below(Length)}"),
        };
    }
}
