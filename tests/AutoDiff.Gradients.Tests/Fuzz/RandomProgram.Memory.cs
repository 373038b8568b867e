namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Arrays, matrices and spans.</summary>
internal sealed partial class RandomProgram
{
    /// <summary>A new array.</summary>
    private Node Fresh(int depth = 1)
    {
        Variable? array = Any(v => v.Kind == Kind.Array);
        return Below(5) switch
        {
            0 => Make(Sort.Other, $"new {Type}[{Length}]"),
            1 when array is not null => Make(Sort.Other, $"({Type}[]){array.Name}.Clone()"),
            2 when Any(v => v.Kind is Kind.Span or Kind.ReadOnlySpan && v.Count == Length) is { } span => Make(Sort.Other, $"{span.Name}.ToArray()"),
            _ => Make(Sort.Other, $"new {Type}[] {{ {Enumerable.Range(0, Length).Select(_ => Real(depth + 1))} }}"),
        };
    }

    private Node ArrayStatement()
    {
        if (Any(v => v.Kind is Kind.Array or Kind.SumArray or Kind.Matrix or Kind.Span or Kind.PairArray) is not { } target) return Declaration();
        if (target.Kind == Kind.SumArray) return Statement($"{target.Name}[{Index()}] {Pick("+=", "+=", "-=")} {Real()};");
        if (target.Kind == Kind.PairArray)
            return Chance(2) ? Statement($"{target.Name}[{Index()}].{Pick("X", "Y")} = {Real()};") : Statement($"{target.Name}[{Index()}] = {Pair()};");
        string element = target.Kind == Kind.Matrix ? $"{target.Name}[{Index()}, {Index()}]" : $"{target.Name}[{Index(target.Count)}]";
        Variable? other = Any(v => v.Kind == Kind.Array && v != target);
        switch (Below(12))
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
            default: return Statement($"{element} = {Real()};");
        }
    }
}
