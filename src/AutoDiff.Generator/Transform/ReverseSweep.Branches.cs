using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>The mirror of an If: the same condition, the arms reversed; and Joined statements, whose regions are swept at a stretch.</summary>
internal sealed partial class ReverseSweep
{
    private void ReverseIf(If s)
    {
        Seed?[] seeds = [.. s.Results.Select(TakeCotangent)];
        Accumulators targets = OpenAccumulators(s);
        Operand condition = Get(s.Condition);
        Region then = ReverseArm(s.Then, seeds, targets), @else = ReverseArm(s.Else, seeds, targets);
        Value[] results = _builder.If(condition, then, @else, [.. targets.Values.Select(CotangentName)]);
        MarkOptional(results, then.Yields, @else.Yields);
        CloseAccumulators(targets, results, s);
    }

    private void MarkOptional(Value[] results, EquatableArray<Operand> then, EquatableArray<Operand> otherwise) =>
        _algebra.MarkOptional(results.Where((_, i) => _algebra.IsOptional(then[i]) || _algebra.IsOptional(otherwise[i])));

    private Region ReverseArm(Region arm, Seed?[] seeds, Accumulators targets)
    {
        CotangentMap outer = _cotangents;
        _cotangents = targets.Inside(targets.Initial);
        _builder.Begin();
        Scope scope = Open(arm);
        for (int i = 0; i < seeds.Length; i++)
            if (seeds[i] is { } seed) AddCotangent(arm.Yields[i], seed.Operand, seed.Selection);
        foreach (Statement statement in arm.Body.Reverse()) Reverse(statement);
        Region region = Close(scope, targets.Yields(_cotangents, _algebra));
        _cotangents = outer;
        return region;
    }

    private Scope Open(Region region)
    {
        Scope scope = new(_tree.Node(region), isRoot: false);
        _scopes.Add(scope.Node, scope);
        return scope;
    }

    // Ends the region that is open, with what the scope made available at its start.
    private Region Close(Scope scope, Operand[] yields)
    {
        _scopes.Remove(scope.Node);
        _builder.Insert(0, scope.Prologue);
        return _builder.End(yields);
    }

    // ---- Cotangents of outer values, carried through a mirror ----

    /// <summary>The outer values that a mirror adds to, with their cotangents so far.</summary>
    private sealed record Accumulators(IReadOnlyList<Value> Values, Operand[] Initial, Selection?[] Selections)
    {
        private readonly Selection[] _after = new Selection[Values.Count];

        /// <summary>The cotangents as a nested region sees them on entry.</summary>
        public CotangentMap Inside(IReadOnlyList<Operand> current)
        {
            CotangentMap inside = new();
            for (int i = 0; i < Values.Count; i++) inside.Set(Values[i], current[i], Selections[i] ?? Selection.Branch);
            return inside;
        }

        public Operand[] Yields(CotangentMap inside, AdjointAlgebra algebra)
        {
            for (int i = 0; i < Values.Count; i++) _after[i] = (Selection)Math.Max((int)_after[i], (int)inside.Peek(Values[i])!.Selection);
            return [.. Values.Select(v => inside.Peek(v)!.Operand(algebra))];
        }

        /// <summary>The selection at the end of the mirror: that of the arm which selects least.</summary>
        public Selection After(int index) => _after[index];
    }

    private Accumulators OpenAccumulators(Statement compound)
    {
        List<Value> values = [.. _targets.Of(compound).Where(v => !_consumed.Contains(v.Id))];
        List<Operand> initial = [];
        List<Selection?> selections = [];
        foreach (Value value in values)
        {
            Cotangent? current = _cotangents.Take(value);
            selections.Add(current?.Selection);
            initial.Add(current?.Operand(_algebra) ?? AdjointAlgebra.Zero(value.Type));
        }
        return new Accumulators(values, [.. initial], [.. selections]);
    }

    private void CloseAccumulators(Accumulators targets, IReadOnlyList<Value> results, Statement compound)
    {
        for (int i = 0; i < targets.Values.Count; i++)
        {
            Value value = targets.Values[i];
            // A loop without trips adds nothing.
            Selection selection = compound is If ? targets.After(i) : (Selection)Math.Max((int)targets.After(i), (int)Selection.Memory);
            if (targets.Selections[i] is { } before) selection = (Selection)Math.Min((int)selection, (int)before);
            _cotangents.Set(value, results[i], selection);
        }

    }

    private static string? CotangentName(Value primal) => primal.Name is null ? null : primal.Name + "Bar";

    // ---- Joined ----

    /// <summary>The forward part of the statement with its adjoint: the cotangents of its results are computed first, each region is swept at a stretch.</summary>
    private void Join(Statement statement, RegionNode root, IReadOnlyList<Seed?> seeds)
    {
        Value[] results = [.. statement.Definitions()];
        Seed?[] cotangents = [.. results.Select(r => _activity.IsActive(r) ? Early(r, root, seeds) : null)];
        foreach (Value result in results)
            if (_activity.IsActive(result)) _consumed.Add(result.Id);
        switch (statement)
        {
            case If s: JoinIf(s, cotangents); break;
            case For s: JoinFor(s, cotangents); break;
            case Call s: JoinCall(s, cotangents); break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>The cotangent of a value before its uses have run: SweepPlan has seen that it needs nothing of them.</summary>
    private Seed? Early(Value value, RegionNode root, IReadOnlyList<Seed?> seeds)
    {
        Cotangent sum = new();
        for (int i = 0; i < seeds.Count; i++)
            if (root.Region.Yields[i] == value && seeds[i] is { } seed) sum.Add(seed.Operand, seed.Selection);
        foreach (Use use in _uses.Of(value))
        {
            if (use.Statement is not Let let || !_activity.IsActive(let) || Early(let.Result, root, seeds) is not { } cotangent) continue;
            if (Contribution(let, value, cotangent.Operand, cotangent.Selection, isEarly: true) is { } term) sum.Add(term, Selected(let, cotangent.Selection));
        }
        return sum.IsZero ? null : new(Named(sum.Operand(_algebra), value), sum.Selection);
    }

    private void JoinIf(If s, Seed?[] cotangents)
    {
        Operand condition = Get(s.Condition);
        Accumulators targets = OpenAccumulators(s);
        Region then = JoinArm(s.Then, cotangents, targets), @else = JoinArm(s.Else, cotangents, targets);
        EquatableArray<Value> results = s.Results.Select(Renew).ToEquatableArray();
        Value[] totals = [.. targets.Values.Select(v => _builder.Fresh(v.Type, CotangentName(v)))];
        _builder.Append(new If(condition, then, @else, results.Concat(totals).ToEquatableArray()));
        MarkOptional(totals, then.Yields.Skip(results.Count).ToEquatableArray(), @else.Yields.Skip(results.Count).ToEquatableArray());
        CloseAccumulators(targets, totals, s);
    }

    private Region JoinArm(Region arm, Seed?[] cotangents, Accumulators targets)
    {
        CotangentMap outer = _cotangents;
        _cotangents = targets.Inside(targets.Initial);
        _builder.Begin();
        Sweep(_tree.Node(arm), cotangents);
        Region region = _builder.End([.. GetAll(arm.Yields), .. targets.Yields(_cotangents, _algebra)]);
        _cotangents = outer;
        return region;
    }
}
