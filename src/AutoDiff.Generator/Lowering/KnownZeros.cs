using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Additions to elements that are certainly zero become stores: the first ones into fresh cotangents. <c>new double[n]</c> is zero, and so is what a store, a loop of stores, or the reverse of an assignment (<c>r = aBar[i]; aBar[i] = 0;</c>)
/// leaves zero, from one iteration to the next too. Whether zeros are needed then is up to <see cref="DeadZeros"/>.
/// </summary>
/// <remarks>
/// A forward data-flow analysis over the regions, of ranges of elements. In a loop whose iterations touch one element of an array each, an iteration finds its own as it was before the loop. For other arrays, what holds on entry and after each
/// iteration is the greatest fixpoint. Only adjoints accumulate, so the sign of a zero does not matter.
/// </remarks>
internal sealed class KnownZeros : IrRewriter
{
    private readonly ElementAccesses _elements;
    private readonly HashSet<Statement> _first = new(ReferenceComparer<Statement>.Instance);

    private KnownZeros(FunctionIr function)
    {
        _elements = new(function);
        if (_elements.Any) After(function.Body, ElementFacts.None(_elements));
    }

    public static FunctionIr Run(FunctionIr function)
    {
        if (!function.Body.Deep().Any(s => s is Accumulate)) return function;
        KnownZeros zeros = new(function);
        if (zeros._first.Count == 0) return function;
        // What is only stored to would be named after that, as a record is.
        Dictionary<int, string> names = zeros._first.Select(IrWalk.ArrayOf).OfType<Value>().Where(a => a.Name is null).GroupBy(a => a.Id).ToDictionary(a => a.Key, _ => "buffer");
        return ValueNames.Apply(function with { Body = zeros.Rewrite(function.Body) }, names);
    }

    public override void Rewrite(Statement statement, List<Statement> output) =>
        base.Rewrite(statement is Accumulate s && _first.Contains(s) ? new Store(s.Array, s.Indices, s.Addend) : statement, output);

    private ElementFacts After(Region region, ElementFacts before)
    {
        ElementFacts facts = before;
        foreach (Statement statement in region.Body) facts = After(statement, facts);
        return facts;
    }

    private ElementFacts After(Statement statement, ElementFacts before)
    {
        switch (statement)
        {
            case Allocate { IsZeroed: true } s when _elements.LengthOf(s.Result.Id) is { } length: return before.With(s.Result.Id, ElementRanges.All(length));
            case Allocate or Slice: return before.Without([statement.Definitions().Single().Id]);
            case Load: return before;
            case Store or Accumulate: return AfterWrite(statement, before);
            case If s: return After(s.Then, before).And(After(s.Else, before));
            case For s: return before.Across(s, inside => After(s.Body, inside));
            default: return before.Without(_elements.TouchedWithin(statement));
        }
    }

    private ElementFacts AfterWrite(Statement write, ElementFacts before)
    {
        if (_elements.PlaceOf(write) is not { } place) return before.Without(_elements.Touched(write));
        int array = ((Value)IrWalk.ArrayOf(write)).Id;
        ElementRange element = ElementRange.Of(place);
        ElementRanges zeros = before.Of(array);
        // An iteration of a loop is looked at several times; the last time, what holds for all iterations is known.
        if (write is Accumulate && zeros.Contains(element)) _first.Add(write);
        else _first.Remove(write);
        zeros = zeros.Without(element);
        if (write is Store { Stored: Constant { IsZero: true } }) zeros = zeros.With(element);
        return before.Without(_elements.Touched(write)).With(array, zeros);
    }
}
