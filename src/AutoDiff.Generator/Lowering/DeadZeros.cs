using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Optimize;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Removes zeros that nobody reads: stores of zero to elements that are written again before they are read, or never read, and the zeros of fresh arrays. Of a loop that clears a part of known size, stores of the few zeros that are read remain.
/// </summary>
/// <remarks>A backward data-flow analysis, the mirror of <see cref="KnownZeros"/>: of ranges of elements that are overwritten before they are read.</remarks>
internal sealed class DeadZeros : IrRewriter
{
    // Of a part that is cleared: of more elements that are read, the loop clears them all.
    private const int FewElements = 4, MaximalElements = 256;

    private readonly ElementAccesses _elements;
    private readonly HashSet<Statement> _dead = new(ReferenceComparer<Statement>.Instance);
    private readonly Dictionary<Statement, int[]> _read = new(ReferenceComparer<Statement>.Instance);
    private readonly HashSet<Allocate> _local = new(ReferenceComparer<Allocate>.Instance);
    private readonly Stack<For> _loops = [];

    private DeadZeros(FunctionIr function)
    {
        _elements = new(function);
        if (!_elements.Any) return;
        foreach (Allocate allocation in function.Body.Deep().OfType<Allocate>().Where(a => _elements.LengthOf(a.Result.Id) is not null && _elements.IsLocal(a))) _local.Add(allocation);
        Before(function.Body, ElementFacts.None(_elements));
    }

    public static FunctionIr Run(FunctionIr function)
    {
        DeadZeros zeros = new(function);
        // Loops that only cleared are empty.
        return zeros._dead.Count + zeros._read.Count == 0 ? function : DeadCode.Run(function with { Body = zeros.Rewrite(function.Body) });
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Allocate s when _dead.Contains(s): base.Rewrite(s with { IsZeroed = false }, output); break;
            case Store when _dead.Contains(statement): break;
            case For s when _read.TryGetValue(s, out int[]? read):
                Store store = (Store)s.Body.Body.Last();
                foreach (int i in read) output.Add(store with { Array = Map(store.Array), Indices = [Constant.Of(i)] });
                break;
            default: base.Rewrite(statement, output); break;
        }
    }

    private ElementFacts Before(Region region, ElementFacts after)
    {
        ElementFacts facts = after;
        foreach (Allocate local in region.Body.OfType<Allocate>().Where(_local.Contains)) facts = facts.With(local.Result.Id, ElementRanges.All(_elements.LengthOf(local.Result.Id)!));
        for (int i = region.Body.Count - 1; i >= 0; i--) facts = Before(region.Body[i], region, facts);
        return facts;
    }

    private ElementFacts Before(Statement statement, Region region, ElementFacts after)
    {
        switch (statement)
        {
            case Allocate s:
                Set(_dead, s, s.IsZeroed && _elements.LengthOf(s.Result.Id) is { } length && after.Of(s.Result.Id).Contains(new(Affine.Zero, length)));
                return after.Without([s.Result.Id]);
            case Slice s: return after.Without([s.Result.Id]);
            case Store s when _elements.PlaceOf(s) is { } place:
                (int array, ElementRange element) = (((Value)s.Array).Id, ElementRange.Of(place));
                bool isDead = s.Stored is Constant { IsZero: true } && after.Of(array).Contains(element) && (IsAccessedBeside(s, place, region) || IsInside(s, place));
                Set(_dead, s, isDead);
                return isDead ? after : after.With(array, after.Of(array).With(element));
            case Store: return after;
            case Load or Accumulate:
                ElementFacts others = after.Without(_elements.Touched(statement));
                return _elements.PlaceOf(statement) is { } read ? others.With(((Value)IrWalk.ArrayOf(statement)).Id, after.Of(((Value)IrWalk.ArrayOf(statement)).Id).Without(ElementRange.Of(read))) : others;
            case If s: return Before(s.Then, after).And(Before(s.Else, after));
            case For s:
                _loops.Push(s);
                ElementFacts before = after.Across(s, inside => Before(s.Body, inside));
                _loops.Pop();
                SetRead(s, after);
                return before;
            default: return after.Without(_elements.TouchedWithin(statement));
        }
    }

    // An iteration of a loop is looked at several times; the last time, what holds for all iterations is known.
    private static void Set(HashSet<Statement> set, Statement statement, bool isIn)
    {
        if (isIn) set.Add(statement);
        else set.Remove(statement);
    }

    private void SetRead(For loop, ElementFacts after)
    {
        _read.Remove(loop);
        if (loop.Body.Body is not [Store { Stored: Constant { IsZero: true }, Indices: [Value index] } store] || !index.Equals(loop.Index) || loop.Results.Count > 0) return;
        if (_elements.PlaceOf(store) is null || _elements.Counters(loop) is not { From: { IsConstant: true, Constant: var from }, To: { IsConstant: true, Constant: var to } }) return;
        if (to - from > MaximalElements || !IsInside(loop, (Value)store.Array, Affine.Zero)) return;
        ElementRanges dead = after.Of(((Value)store.Array).Id);
        int[] read = [.. Enumerable.Range((int)from, (int)Math.Max(to - from, 0)).Where(i => !dead.Contains(ElementRange.Of(Affine.Zero.Plus(i))))];
        if (read.Length is > 0 and <= FewElements && read.Length < to - from) _read[loop] = read;
    }

    // What throws for an index outside must go on doing so.
    private bool IsAccessedBeside(Store store, Affine place, Region region) =>
        region.Body.Any(s => !ReferenceEquals(s, store) && s is Load or Store or Accumulate && IrWalk.ArrayOf(s).Equals(store.Array) && place.Equals(_elements.PlaceOf(s)) && !_dead.Contains(s));

    private bool IsInside(Store store, Affine place)
    {
        if (place.IsConstant) return place.Constant >= 0 && _elements.LengthOf(((Value)store.Array).Id) is { IsConstant: true } length && place.Constant < length.Constant;
        return _loops.Any(l => place.Plus(ElementAccesses.Counter(l).Negated()) is { IsConstant: true } distance && IsInside(l, (Value)store.Array, distance));
    }

    private bool IsInside(For loop, Value array, Affine distance) =>
        _elements.Counters(loop)?.Shifted(distance) is { From: { IsConstant: true, Constant: >= 0 }, To: var to } && _elements.LengthOf(array.Id) is { } length && length.Minus(to) >= 0;
}
