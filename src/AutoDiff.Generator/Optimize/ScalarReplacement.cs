using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// A variable for each element of a small array of fixed size, where all its indices are literals: loads and stores become uses and definitions of values, carried through the loops and chosen by the Ifs
/// around the stores. Example: <c>var r = new double[2]; r[0] = x * y; return r[0] + r[1];</c> is <c>return x * y + 0;</c>.
/// Reference: "scalar replacement of aggregates" (Muchnick, 1997, section 12.2).
/// </summary>
internal sealed class ScalarReplacement : PassRewriter
{
    private readonly SmallArrays _arrays;
    private readonly Dictionary<Element, Operand> _elements = [];

    private ScalarReplacement(FunctionIr function, SmallArrays arrays) : base(function) => _arrays = arrays;

    public static FunctionIr Run(FunctionIr function)
    {
        SmallArrays arrays = SmallArrays.Analyze(function);
        return arrays.Any ? new ScalarReplacement(function, arrays).Run() : function;
    }

    // An element of an array, and of a struct its leaf.
    private sealed record Element(Value Array, long Index, long Leaf);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Allocate s when _arrays.Of(s.Result) is { } array: SetToZero(array); break;
            case Slice s when _arrays.Of(s.Result) is not null: break;
            case Clear s when _arrays.Of(s.Array) is { } array: SetToZero(array); break;
            case Length s when _arrays.Of(s.Array) is { } array: Forward(s.Result, Constant.Of((int)array.Length(s.Dimension))); break;
            case Load s when ElementOf(s.Array, s.Indices) is { } element: Forward(s.Result, _elements[element]); break;
            case Store s when ElementOf(s.Array, s.Indices) is { } element: _elements[element] = Map(s.Stored); break;
            case Accumulate s when ElementOf(s.Array, s.Indices) is { } element: _elements[element] = Sum(_elements[element], Map(s.Addend), output); break;
            case If s: Emit(Rewrite(s), output); break;
            case For s: Emit(Rewrite(s), output); break;
            case While s: Emit(Rewrite(s), output); break;
            default: Emit(RewriteParts(statement), output); break;
        }
    }

    private If Rewrite(If s)
    {
        Element[] written = Written(s);
        Operand condition = Map(s.Condition);
        Dictionary<Element, Operand> before = new(_elements);
        Region then = Rewrite(s.Then), @else;
        Operand[] thenElements = Current(written);
        Set(before);
        @else = Rewrite(s.Else);
        Operand[] elseElements = Current(written);
        return new(condition, then with { Yields = [.. then.Yields, .. thenElements] }, @else with { Yields = [.. @else.Yields, .. elseElements] }, [.. s.Results, .. Results(written, before)]);
    }

    private For Rewrite(For s)
    {
        Element[] written = Written(s);
        Operand start = Map(s.Start), end = Map(s.End), step = Map(s.Step);
        Operand[] initial = [.. Map(s.Initial), .. Current(written)];
        Dictionary<Element, Operand> before = new(_elements);
        Region body = Carrying(s.Body, written);
        return s with { Start = start, End = end, Step = step, Initial = [.. initial], Body = body, Results = [.. s.Results, .. Results(written, before)] };
    }

    private While Rewrite(While s)
    {
        Element[] written = Written(s);
        Operand[] initial = [.. Map(s.Initial), .. Current(written)];
        Dictionary<Element, Operand> before = new(_elements);
        Value[] seen = Fresh(written);
        SetTo(written, seen);
        Region condition = Rewrite(s.Condition);
        condition = condition with { Parameters = [.. condition.Parameters, .. seen] };
        Region body = Carrying(s.Body, written);
        return s with { Initial = [.. initial], Condition = condition, Body = body, Results = [.. s.Results, .. Results(written, before)] };
    }

    private Region Carrying(Region body, Element[] written)
    {
        Value[] carried = Fresh(written);
        SetTo(written, carried);
        Region rewritten = Rewrite(body);
        return rewritten with { Parameters = [.. rewritten.Parameters, .. carried], Yields = [.. rewritten.Yields, .. Current(written)] };
    }

    // Behind the regions that write them.
    private Value[] Results(Element[] written, Dictionary<Element, Operand> before)
    {
        Set(before);
        Value[] results = Fresh(written);
        SetTo(written, results);
        return results;
    }

    // The elements that exist before the statement and that it writes.
    private Element[] Written(Statement statement) => [.. statement.Regions().SelectMany(r => r.Deep()).SelectMany(s => s switch
    {
        Store or Accumulate => ElementOf(IrWalk.ArrayOf(s), IrWalk.IndicesOf(s)) is { } element ? [element] : (Element[])[],
        Clear clear => _arrays.Of(clear.Array) is { } array ? [.. Elements(array)] : [],
        _ => [],
    }).Distinct().Where(_elements.ContainsKey)];

    private Element? ElementOf(Operand array, EquatableArray<Operand> indices)
    {
        if (_arrays.Of(array) is not { } small) return null;
        (long index, long leaf) = small.ElementAt(indices);
        return new(small.Allocation.Result, index, leaf);
    }

    private static IEnumerable<Element> Elements(SmallArray array)
    {
        int leaves = array.Allocation.Result.Type.Element is StructType s ? s.Leaves.Count : 1;
        for (long i = 0; i < array.Count; i++)
            for (int leaf = 0; leaf < leaves; leaf++) yield return new(array.Allocation.Result, array.First + i, leaf);
    }

    private static IrType TypeOf(Element element) => element.Array.Type.Element is StructType s ? s.Leaves[(int)element.Leaf].Type : element.Array.Type.Element!;

    private Value[] Fresh(Element[] elements) => [.. elements.Select(e => Fresh(TypeOf(e), NameOf(e)))];

    private static string? NameOf(Element element) =>
        element.Array.Name is { } name ? name + element.Index + (element.Array.Type.Element is StructType s ? s.Leaves[(int)element.Leaf].Name : "") : null;

    private Operand[] Current(Element[] elements) => [.. elements.Select(e => _elements[e])];

    private void Set(Dictionary<Element, Operand> elements)
    {
        _elements.Clear();
        foreach (KeyValuePair<Element, Operand> pair in elements) _elements[pair.Key] = pair.Value;
    }

    private void SetToZero(SmallArray array)
    {
        foreach (Element element in Elements(array)) _elements[element] = Constant.Number(0, TypeOf(element));
    }

    private void SetTo(Element[] elements, Value[] values)
    {
        for (int i = 0; i < elements.Length; i++) _elements[elements[i]] = values[i];
    }

    // Only adjoints accumulate: the sign of a zero does not matter.
    private Operand Sum(Operand first, Operand second, List<Statement> output)
    {
        if (first is Constant { IsZero: true }) return second;
        Value sum = Fresh(second.Type);
        Emit(new Let(sum, Primitive.Add, [first, second]), output);
        return sum;
    }
}
