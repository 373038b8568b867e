using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// The arrays of a function that may be a variable for each element: of few elements, their number a literal, that are only indexed, never passed on, returned, stored or given to another variable.
/// Parts of them (<c>a.AsSpan(1, 2)</c>) count as they do.
/// </summary>
internal sealed class SmallArrays
{
    private const int MaximalElements = 16;

    private readonly Dictionary<int, SmallArray> _views = [];

    private SmallArrays(FunctionIr function, Func<Operand, bool> isKnown)
    {
        List<Operand> others = [];
        foreach (Statement statement in function.Body.Deep())
        {
            switch (statement)
            {
                case Allocate { Record: null, Result.Type: var type } s when IsSmall(s) && IsZeroable(type):
                    _views[s.Result.Id] = new(s, 0, s.Dimensions.Aggregate(1L, (n, d) => n * ((Constant)d).Bits));
                    break;
                case Slice s when Of(s.Array) is { } array && Part(array, s, isKnown) is { } part:
                    _views[s.Result.Id] = part;
                    break;
                case Load or Store or Accumulate when Of(IrWalk.ArrayOf(statement)) is { } array && IsInside(array, IrWalk.IndicesOf(statement)) && IrWalk.IndicesOf(statement).All(isKnown):
                    if (statement is Store store) others.Add(store.Stored);
                    break;
                case Length or Clear: break;
                default: others.AddRange(statement.Uses()); break;
            }
        }
        others.AddRange(function.Body.DeepRegions().SelectMany(r => r.Yields));
        HashSet<int> refused = [.. others.Select(Of).OfType<SmallArray>().Select(a => a.Allocation.Result.Id)];
        foreach (int view in _views.Where(v => refused.Contains(v.Value.Allocation.Result.Id)).Select(v => v.Key).ToList()) _views.Remove(view);
    }

    /// <summary>Those whose elements are all accessed at literal indices.</summary>
    public static SmallArrays Analyze(FunctionIr function) => new(function, o => o is Constant);

    /// <summary>Those whose indices are all known in some sense.</summary>
    public static SmallArrays Analyze(FunctionIr function, Func<Operand, bool> isKnown) => new(function, isKnown);

    public bool Any => _views.Count > 0;

    /// <summary>The array that the operand is, or a part of; null if it is none of those.</summary>
    public SmallArray? Of(Operand operand) => operand is Value value && _views.TryGetValue(value.Id, out SmallArray? array) ? array : null;

    private static bool IsSmall(Allocate s) =>
        s.Dimensions.All(d => d is Constant { Bits: >= 0 and <= MaximalElements }) && s.Dimensions.Aggregate(1L, (n, d) => n * ((Constant)d).Bits) <= MaximalElements;

    private static bool IsZeroable(IrType array) => array.Element switch
    {
        StructType s => s.Leaves.All(l => l.Type is ScalarType),
        var element => element is ScalarType,
    };

    private static SmallArray? Part(SmallArray array, Slice slice, Func<Operand, bool> isKnown)
    {
        if (array.Allocation.Dimensions.Count > 1 || !(slice.Start is null || isKnown(slice.Start)) || !(slice.Count is null || isKnown(slice.Count))) return null;
        if (slice is not { Start: null or Constant, Count: null or Constant }) return array; // Where exactly is known later.
        long start = (slice.Start as Constant)?.Bits ?? 0, count = (slice.Count as Constant)?.Bits ?? array.Count - start;
        return start >= 0 && count >= 0 && start + count <= array.Count ? array with { First = array.First + start, Count = count } : null;
    }

    // What throws stays as it is.
    private static bool IsInside(SmallArray array, EquatableArray<Operand> indices)
    {
        EquatableArray<Operand> dimensions = array.Allocation.Dimensions;
        if (indices.Count != dimensions.Count + (array.Allocation.Result.Type.Element is StructType ? 1 : 0)) return false;
        for (int d = 0; d < dimensions.Count; d++)
        {
            long length = dimensions.Count == 1 ? array.Count : ((Constant)dimensions[d]).Bits;
            if (indices[d] is Constant index && !(index.Bits >= 0 && index.Bits < length)) return false;
        }
        return true;
    }
}

/// <summary>A small array, or a part of one.</summary>
/// <param name="Allocation">The array.</param>
/// <param name="First">The part's first element.</param>
/// <param name="Count">How many elements it has.</param>
internal sealed record SmallArray(Allocate Allocation, long First, long Count)
{
    /// <summary>The number of an element in the array's storage order, at literal indices; that of the leaf where the elements are structs comes last.</summary>
    public (long Element, long Leaf) ElementAt(EquatableArray<Operand> indices)
    {
        int rank = Allocation.Dimensions.Count;
        long element = 0;
        for (int d = 0; d < rank; d++) element = (element * ((Constant)Allocation.Dimensions[d]).Bits) + ((Constant)indices[d]).Bits;
        return (First + element, indices.Count > rank ? ((Constant)indices[rank]).Bits : 0);
    }

    /// <summary>The length of a dimension, or of all if there is none.</summary>
    public long Length(int dimension) => dimension >= 0 && Allocation.Dimensions.Count > 1 ? ((Constant)Allocation.Dimensions[dimension]).Bits : Count;
}
