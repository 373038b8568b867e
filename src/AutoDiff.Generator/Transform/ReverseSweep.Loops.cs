using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// The mirrors of loops. A recorded loop runs backwards: with carried values p → y it carries ȳ, and an iteration's p̄ is the
/// ȳ of the one before. A sum loop runs forwards, each iteration's forward part and adjoint together; the cotangent of its sum is the same in all.
/// </summary>
internal sealed partial class ReverseSweep
{
    private void ReverseFor(For s)
    {
        if (_sweeps.Of(s) == Reversal.InPlace) RunAgain(s);
        else if (s.Index.Type == IrType.Int32 || s.Index.Type == IrType.Int64) ReverseFor(s, s.Body, Header(s));
        else throw new UnsupportedDerivativeException($"the loop counter '{s.Index.Name}' has the type {s.Index.Type}; make it an int");
    }

    // for (i = start; i < end; i += k) → for (i = last; i >= start; i -= k)
    private MirrorHeader Header(For s)
    {
        Operand start = Get(s.Start), step = Get(s.Step);
        bool upward = s.Bound is Bound.Less or Bound.LessOrEqual;
        Operand last = step is Constant { Bits: 1 or -1 }
            ? s.Bound switch
            {
                Bound.Less => Difference(Get(s.End), Constant.Number(1, s.Index.Type)),
                Bound.Greater => Sum(Get(s.End), Constant.Number(1, s.Index.Type)),
                _ => Get(s.End),
            }
            : Sum(start, Product(Difference(Trips(s), Constant.Number(1, s.Index.Type)), step));
        Operand back = step is Constant constant ? Constant.Of(-constant.Bits, constant.Type) : _builder.Let(Primitive.Negate, step.Type, step);
        return new MirrorHeader(s.Index, last, upward ? Bound.GreaterOrEqual : Bound.LessOrEqual, start, back);
    }

    private void ReverseWhile(While s)
    {
        // The counter of the trips is the last carried value; in the mirror it counts down.
        Value counter = s.Body.Parameters[s.Body.Parameters.Count - 1];
        Operand last = Difference(Get(_instruments.TripCount(s)), Constant.Of(1));
        ReverseFor(s, s.Body, new MirrorHeader(counter, last, Bound.GreaterOrEqual, Constant.Of(0), Constant.Of(-1)));
    }

    /// <summary>How the mirror counts; <paramref name="Counter"/> is the primal value that its counter stands for.</summary>
    private sealed record MirrorHeader(Value Counter, Operand Start, Bound Bound, Operand End, Operand Step);

    private void ReverseFor(Statement s, Region primal, MirrorHeader header)
    {
        (EquatableArray<Operand> initial, EquatableArray<Value> results) = s switch
        {
            For f => (f.Initial, f.Results),
            While w => (w.Initial, w.Results),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        int[] carried = [.. Enumerable.Range(0, results.Count).Where(i => _activity.IsActive(results[i]) || _activity.IsActive(primal.Parameters[i]))];
        Seed[] seeds = [.. carried.Select(i => TakeCotangent(results[i]) ?? new Seed(AdjointAlgebra.Zero(results[i].Type), Selection.Memory))];
        Selection[] selections = [.. carried.Select((c, k) => IsPassedOn(primal.Parameters[c], primal) ? seeds[k].Selection : (Selection)Math.Max((int)seeds[k].Selection, (int)Selection.Memory))];
        Accumulators targets = OpenAccumulators(s);
        Value index = _builder.Fresh(header.Counter.Type, header.Counter.Name);
        Value[] yieldBars = [.. carried.Select(i => _builder.Fresh(results[i].Type, CotangentName(primal.Parameters[i])))];
        Value[] targetBars = [.. targets.Values.Select(v => _builder.Fresh(v.Type, CotangentName(v)))];
        _algebra.MarkOptional(yieldBars);
        MarkOptional(targetBars, targets);

        CotangentMap outer = _cotangents;
        _cotangents = targets.Inside(targetBars);
        _builder.Begin([.. yieldBars, .. targetBars]);
        Scope scope = Open(primal);
        scope.Values[header.Counter.Id] = index;
        for (int k = 0; k < carried.Length; k++) AddCotangent(primal.Yields[carried[k]], yieldBars[k], selections[k]);
        foreach (Statement statement in primal.Body.Reverse()) Reverse(statement);
        Operand[] next = [.. carried.Select(i => _cotangents.Take(primal.Parameters[i])?.Operand(_algebra) ?? AdjointAlgebra.Zero(results[i].Type))];
        Region body = Close(scope, [.. next, .. targets.Yields(_cotangents, _algebra)]);
        _cotangents = outer;

        Value[] firstBars = [.. carried.Select(i => _builder.Fresh(results[i].Type, CotangentName(primal.Parameters[i])))];
        Value[] totals = [.. targets.Values.Select(v => _builder.Fresh(v.Type, CotangentName(v)))];
        _builder.Append(new For(index, header.Start, header.Bound, header.End, header.Step, seeds.Select(b => b.Operand).Concat(targets.Initial).ToEquatableArray(), body, firstBars.Concat(totals).ToEquatableArray()) { Site = s is For { Site: var site } ? site : ((While)s).Site });
        CloseAccumulators(targets, totals, s);
        _algebra.MarkOptional(firstBars);
        MarkOptional(totals, targets);
        for (int k = 0; k < carried.Length; k++) AddCotangent(initial[carried[k]], firstBars[k], selections[k]);
    }

    // True if every iteration hands what the value becomes to the next one: s = √(s + x), not s = √x, whose cotangent is zero in all iterations but the last.
    private bool IsPassedOn(Value value, Region body) => _uses.Of(value).Any(use =>
        ReferenceEquals(use.Region.Region, body)
        && (use.Statement is null || (use.Statement is Let let && let.Op != Primitive.Select && _activity.IsActive(let) && IsPassedOn(let.Result, body))));

    /// <summary>A sum loop in the reverse sweep: its carried sums are not needed again, other carried values are.</summary>
    private void RunAgain(For s)
    {
        Seed?[] cotangents = [.. s.Results.Select(TakeCotangent)];
        foreach (Value sum in s.Body.Parameters.Where(_activity.IsActive)) _map[sum.Id] = AdjointAlgebra.Zero(sum.Type);
        int[] others = [.. Enumerable.Range(0, s.Results.Count).Where(i => !_activity.IsActive(s.Body.Parameters[i]))];
        // What it stores outside is there already, and it reads none of it (SweepPlan.CanRunAgain).
        List<Store> repeated = [.. s.Body.Deep().OfType<Store>().Where(store => _sweeps.IsOuter(store.Array, s) && _repeated.Add(store))];
        SweepLoop(s, cotangents, others, i => _builder.Fresh(s.Results[i].Type, s.Results[i].Name));
        _repeated.ExceptWith(repeated);
    }

    private void JoinFor(For s, Seed?[] cotangents) => SweepLoop(s, cotangents, [.. Enumerable.Range(0, s.Results.Count)], i => Renew(s.Results[i]));

    // One loop that runs forward part and adjoint of each iteration, with some of the carried values.
    private void SweepLoop(For s, Seed?[] cotangents, int[] carried, Func<int, Value> result)
    {
        Operand start = Get(s.Start), end = Get(s.End), step = Get(s.Step);
        Operand[] initial = [.. carried.Select(i => Get(s.Initial[i]))];
        Accumulators targets = OpenAccumulators(s);
        Value[] targetBars = [.. targets.Values.Select(v => _builder.Fresh(v.Type, CotangentName(v)))];
        Value index = Renew(s.Index);
        MarkOptional(targetBars, targets);

        CotangentMap outer = _cotangents;
        _cotangents = targets.Inside(targetBars);
        _builder.Begin([.. carried.Select(i => Renew(s.Body.Parameters[i])), .. targetBars]);
        Sweep(_tree.Node(s.Body), cotangents);
        Region body = _builder.End([.. carried.Select(i => Get(s.Body.Yields[i])), .. targets.Yields(_cotangents, _algebra)]);
        _cotangents = outer;

        Value[] totals = [.. targets.Values.Select(v => _builder.Fresh(v.Type, CotangentName(v)))];
        Value[] results = [.. carried.Select(result)];
        _builder.Append(new For(index, start, s.Bound, end, step, initial.Concat(targets.Initial).ToEquatableArray(), body, results.Concat(totals).ToEquatableArray()) { Site = s.Site });
        MarkOptional(totals, targets);
        CloseAccumulators(targets, totals, s);
        for (int i = 0; i < s.Results.Count; i++)
            if (cotangents[i] is { } cotangent) AddCotangent(s.Initial[i], cotangent.Operand, cotangent.Selection);
    }

    // What a loop adds to may be null in and after it if it may be null before.
    private void MarkOptional(Value[] cotangents, Accumulators targets) => _algebra.MarkOptional(cotangents.Where((_, i) => _algebra.IsOptional(targets.Initial[i])));
}
