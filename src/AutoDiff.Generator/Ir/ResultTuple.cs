namespace AutoDiff.Generator.Ir;

/// <summary>The tuple of several results, of which one may be a struct itself: the yields of a function that returns it are the leaves of all.</summary>
internal static class ResultTuple
{
    /// <summary>The <see cref="FunctionIr.Result"/> of a function that yields the parts one after another; null if it is one part that is no struct.</summary>
    public static StructType? Of(IReadOnlyList<IrType> parts)
    {
        if (parts.Count <= 1) return parts.FirstOrDefault() as StructType;
        List<Leaf> leaves = [];
        List<string> constructions = [];
        for (int i = 0; i < parts.Count; i++)
        {
            StructType? part = parts[i] as StructType;
            constructions.Add(part?.ConstructionFrom(leaves.Count) ?? $"{{{leaves.Count}}}");
            leaves.AddRange(part is null ? [new Leaf($"Item{i + 1}", parts[i], true)] : part.Leaves.Select(l => l with { Path = $"Item{i + 1}.{l.Path}", Name = $"Item{i + 1}.{l.Name}" }));
        }
        return new($"({string.Join(", ", parts)})", leaves, $"({string.Join(", ", constructions)})");
    }
}
