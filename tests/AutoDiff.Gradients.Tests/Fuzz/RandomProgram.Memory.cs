namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Arrays, matrices, spans and structs.</summary>
internal sealed partial class RandomProgram
{
    /// <summary>A new array.</summary>
    private Node Fresh(int depth = 1)
    {
        Variable? array = Any(v => v.Kind == Kind.Array);
        return Below(6) switch
        {
            0 => Make(Sort.Other, $"new {Type}[{Length}]"),
            1 when array is not null => Make(Sort.Other, $"({Type}[]){array.Name}.Clone()"),
            2 when Any(v => v.Kind is Kind.Span or Kind.ReadOnlySpan && v.Count == Length) is { } span => Make(Sort.Other, $"{span.Name}.ToArray()"),
            3 when Call(Kind.Array, depth) is { } call => call,
            _ => Make(Sort.Other, $"new {Type}[] {{ {Reals(depth)} }}"),
        };
    }

    private Node FreshMatrix(int depth) => !Chance(4)
        ? Make(Sort.Other, $"new {Type}[{Length}, {Length}]")
        : Make(Sort.Other, $"new {Type}[,] {{ {Enumerable.Range(0, Length).Select(_ => Make(Sort.Other, $"{{ {Reals(depth + 2)} }}"))} }}");

    private Node FreshJagged(int depth) => Make(Sort.Other, $"new {Type}[][] {{ {Enumerable.Range(0, Length).Select(_ => Chance(2) ? Make(Sort.Other, $"new {Type}[{Length}]") : Make(Sort.Other, $"new {Type}[] {{ {Reals(depth + 2)} }}"))} }}");

    private Node FreshStructs(Func<int, Node> value, string type, int depth) => Chance(2)
        ? Make(Sort.Other, $"new {type}[{Length}]")
        : Make(Sort.Other, $"new {type}[] {{ {Enumerable.Range(0, Length).Select(_ => value(depth + 2))} }}");

    private IEnumerable<Node> Reals(int depth) => [.. Enumerable.Range(0, Length).Select(_ => Real(depth + 1))];

    private Node ArrayStatement()
    {
        if (Any(v => v.Kind is Kind.Array or Kind.SumArray or Kind.Matrix or Kind.Jagged or Kind.Span or Kind.PairArray or Kind.FrameArray) is not { } target) return Declaration();
        switch (target.Kind)
        {
            case Kind.SumArray: return Statement($"{target.Name}[{Index()}] {Pick("+=", "+=", "-=")} {Real()};");
            case Kind.PairArray: return PairAssignment($"{target.Name}[{Index()}]");
            case Kind.FrameArray: return FrameAssignment($"{target.Name}[{Index()}]");
            case Kind.Jagged when !target.IsArgument && Chance(6): return Statement($"{target.Name}[{Index()}] = {Fresh()};");
        }
        Node element = Make(Sort.Other, target.Kind switch
        {
            Kind.Matrix => $"{target.Name}[{Index()}, {Index()}]",
            Kind.Jagged => $"{target.Name}[{Index()}][{Index()}]",
            _ => $"{target.Name}[{Index(target.Count)}]",
        });
        Variable? other = Any(v => v.Kind == Kind.Array && v != target);
        switch (Below(14))
        {
            case 0 when target is { Kind: Kind.Array, IsWritable: true }: return Statement($"{target.Name} = {Value(Kind.Array)};");
            case 1 when target.Kind == Kind.Array && other is not null: return Statement($"Array.Copy({other.Name}, {target.Name}, {1 + Below(Length)});");
            case 2 when target.Kind == Kind.Array && other is not null: return Statement($"{other.Name}.CopyTo({target.Name}, 0);");
            case 3 when target.Kind == Kind.Array: return Statement($"Array.Fill({target.Name}, {Real()});");
            case 4 when target.Kind == Kind.Array: return Statement($"Array.Clear({target.Name});");
            case 5 when target.Kind is Kind.Array or Kind.Span && target.Count == Length:
                return Statement($"({target.Name}[0], {target.Name}[{Length - 1}]) = ({target.Name}[{Below(Length)}], {Real(1)});");
            case 6 or 7: return Statement($"{element} *= {Math}.Cos({Real(1)});");
            case 8: return Statement($"{element} -= {L("0.5")} * {element};");
            case 9 when target.Kind == Kind.Span && target.Count == Length: return Chance(2) ? Statement($"{target.Name}.Fill({Real()});") : Statement($"{target.Name}.Slice({Below(2)}, 2).Clear();");
            case 10 when target.Kind == Kind.Array && other is not null: return Statement($"{other.Name}.AsSpan(1, 2).CopyTo({target.Name}.AsSpan({Below(2)}));");
            default: return Statement($"{element} = {Real()};");
        }
    }

    private Node PairAssignment(NodeText place)
    {
        Node target = place.Of(Sort.Other);
        return HasMembers(_pairs) && Chance(2)
            ? Chance(4) ? Statement($"{target}.{Pick("X", "Y")} *= {Math}.Sin({Real(1)});") : Statement($"{target}.{Pick("X", "Y")} = {Real()};")
            : Statement($"{target} = {Pair()};");
    }

    private Node FrameAssignment(NodeText place)
    {
        Node target = place.Of(Sort.Other);
        return Below(5) switch
        {
            0 when HasMembers(_frames) => Statement($"{target}.W = {Real()};"),
            1 when HasMembers(_frames) => Statement($"{target}.N = {Index()};"),
            2 when HasMembers(_frames) => Statement($"{target}.P = {Pair()};"),
            3 when _frames == Form.Fields && HasMembers(_pairs) => Statement($"{target}.P.{Pick("X", "Y")} = {Real()};"),
            _ => Statement($"{target} = {Frame()};"),
        };
    }

    private Node Pair(int depth = 0)
    {
        switch (Below(10))
        {
            case 0 or 1 when Any(v => v.Kind == Kind.Pair) is { } a: return Make(Sort.Other, $"{a.Name}");
            case 2 when Any(v => v.Kind == Kind.Pair) is { } a: return Make(Sort.Other, $"({a.Name} with {{ {Pick("X", "Y")} = {Real(depth + 1)} }})");
            case 3 when Any(v => v.Kind == Kind.PairArray) is { } array: return Make(Sort.Other, $"{array.Name}[{Index()}]");
            case 4 when Any(v => v.Kind == Kind.Frame) is { } frame: return Make(Sort.Other, $"{frame.Name}.P");
            case 5 when Any(v => v.Kind == Kind.FrameArray) is { } frames: return Make(Sort.Other, $"{frames.Name}[{Index()}].P");
            case 6 when Any(v => v.Kind == Kind.Pair) is { } b: return Make(Sort.Other, $"{L("0.5")} * ({b.Name} + new Pair({Real(depth + 1)}, {Real(depth + 1)}))");
            case 7 when Call(Kind.Pair, depth) is { } call: return call;
            case 8 when depth < 2: return Make(Sort.Other, $"({Condition(1)} ? {Pair(depth + 1)} : {Pair(depth + 1)})");
            default: return Make(Sort.Other, $"new Pair({Real(depth + 1)}, {Real(depth + 1)})");
        }
    }

    private Node Frame(int depth = 0)
    {
        switch (Below(7))
        {
            case 0 or 1 when Any(v => v.Kind == Kind.Frame) is { } a: return Make(Sort.Other, $"{a.Name}");
            case 2 when Any(v => v.Kind == Kind.Frame) is { } a: return Make(Sort.Other, $"({a.Name} with {{ W = {Real(depth + 1)}, P = {Pair(depth + 1)} }})");
            case 3 when Any(v => v.Kind == Kind.FrameArray) is { } array: return Make(Sort.Other, $"{array.Name}[{Index()}]");
            case 4 when Call(Kind.Frame, depth) is { } call: return call;
            default: return Make(Sort.Other, $"new Frame({Pair(depth + 1)}, {Index()}, {Real(depth + 1)})");
        }
    }

    private Node Tuple(int depth = 0) => Below(5) switch
    {
        0 or 1 when Any(v => v.Kind == Kind.Tuple) is { } tuple => Make(Sort.Other, $"{tuple.Name}"),
        2 when Call(Kind.Tuple, depth) is { } call => call,
        _ => Make(Sort.Other, $"({Real(depth + 1)}, {Real(depth + 1)})"),
    };
}
