using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>How the reverse sweep gets primal values: <see cref="Get"/>.</summary>
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<int, Operand> _map = [];
    private readonly Dictionary<RegionNode, Scope> _scopes = [];
    private readonly Dictionary<int, Slot> _slots = [];
    private readonly Dictionary<RegionNode, ResidualPlan> _plans = [];
    private readonly List<Statement> _tapes = [];
    private RegionNode _root = null!;

    /// <summary>A region whose mirror is being written: what was made available at its start.</summary>
    private sealed class Scope(RegionNode node, bool isRoot)
    {
        public RegionNode Node { get; } = node;

        /// <summary>In a root the values of the forward sweep are in scope themselves.</summary>
        public bool IsRoot { get; } = isRoot;

        public Dictionary<int, Operand> Values { get; } = [];

        public Dictionary<int, Operand> Shadows { get; } = [];

        public List<Statement> Prologue { get; } = [];
    }

    /// <summary>The place of a recorded value: a buffer with one element per iteration of its loops, or a tape.</summary>
    private sealed record Slot(Value Storage, IReadOnlyList<For>? Loops);

    /// <summary>
    /// The operand that holds a primal value here, be it in the forward sweep or in a mirror. In the mirror of a region a value of that region is
    /// made available at the start of the mirror: read from its record or computed again, as the plan says.
    /// </summary>
    private Operand Get(Operand operand)
    {
        if (operand is not Value value) return operand;
        if (!_scopes.TryGetValue(_tree.RegionOf(value), out Scope? scope) || scope.IsRoot) return _map[value.Id];
        if (scope.Values.TryGetValue(value.Id, out Operand? available)) return available;
        if (IsLocalRecord(value)) return _map[value.Id];
        return InPrologue(scope, () => scope.Values[value.Id] = Materialize(value));
    }

    private T InPrologue<T>(Scope scope, Func<T> make)
    {
        List<Statement> previous = _builder.Redirect([]);
        T result = make();
        List<Statement> made = _builder.Redirect(previous);
        scope.Prologue.AddRange(made);
        return result;
    }

    private Operand Materialize(Value value)
    {
        if (PlanOf(value).IsRecorded(value)) return ReadRecord(value);
        if (Induction.Of(value, _tree) is { } induction) return Evaluate(induction, value);
        switch (_tree.DefinitionOf(value))
        {
            case Let s:
                return _builder.Let(value.Name, s.Op, value.Type, [.. s.Arguments.Select(Get)]);
            case Load s:
                return _builder.Load(value.Name, Get(s.Array), [.. s.Indices.Select(Get)]);
            case Length s:
                return Define(value, r => new Length(r, Get(s.Array), s.Dimension));
            case Slice s:
                return Define(value, r => new Slice(r, Get(s.Array), s.Start is null ? null : Get(s.Start), s.Count is null ? null : Get(s.Count)));
            case If s:
                Dictionary<Value, Operand> free = s.Then.FreeValues().Concat(s.Else.FreeValues()).Distinct().ToDictionary(v => v, Get);
                Operand condition = Get(s.Condition);
                Region then = IrRewriter.CloneRegion(s.Then, _builder, free), @else = IrRewriter.CloneRegion(s.Else, _builder, free);
                Value[] results = _builder.If(condition, then, @else, [.. s.Results.Select(r => r.Name)]);
                Scope scope = _scopes[_tree.RegionOf(value)];
                for (int i = 0; i < results.Length; i++)
                    if (!PlanOf(s.Results[i]).IsRecorded(s.Results[i])) scope.Values[s.Results[i].Id] = results[i];
                return scope.Values[value.Id];
            default:
                throw new UnreachableException($"{value} is neither recorded nor recomputable");
        }
    }

    private Value Define(Value primal, Func<Value, Statement> statement)
    {
        Value result = _builder.Fresh(primal.Type, primal.Name);
        _builder.Append(statement(result));
        return result;
    }

    // initial + trip · step, with the trips of the whole loop for its result.
    private Operand Evaluate(Induction induction, Value value)
    {
        bool isResult = _tree.RegionOf(value) != _tree.Node(induction.Loop.Body);
        Operand trips = isResult ? TripsOrZero(induction.Loop, Get) : TripNumber(induction.Loop);
        trips = _algebra.Convert(trips, value.Type);
        Operand change = Product(trips, Get(induction.Step));
        return _builder.Let(value.Name, induction.Negative ? Primitive.Subtract : Primitive.Add, value.Type, Get(induction.Initial), change);
    }

    // ---- Records ----

    private ResidualPlan PlanOf(Value value) => _plans[_sweeps.RootOf(_tree.RegionOf(value))];

    // Recorded in a branch, outside loops: a local that the If passes out.
    private bool IsLocalRecord(Value value) => PlanOf(value).IsRecorded(value) && !LoopsAround(value).Any();

    /// <summary>The loops between the root and a value, outermost first.</summary>
    private IEnumerable<Statement> LoopsAround(Value value) =>
        _tree.RegionOf(value).Chain().TakeWhile(n => !_sweeps.IsRoot(n)).Where(n => n.IsLoop).Select(n => n.Owner!).Reverse();

    private Operand ReadRecord(Value value)
    {
        Slot slot = _slots[value.Id];
        if (slot.Loops is { } loops) return _builder.Load(value.Name, slot.Storage, RecordIndex(loops));
        Value result = _builder.Fresh(value.Type, value.Name);
        _builder.Append(new Pop(result, slot.Storage));
        return result;
    }

    private void Record(Value value)
    {
        if (!_plans[_root].IsRecorded(value) || !_slots.TryGetValue(value.Id, out Slot? slot)) return;
        if (slot.Loops is { } loops) _builder.Store(slot.Storage, _map[value.Id], RecordIndex(loops));
        else _builder.Append(new Push(slot.Storage, _map[value.Id]));
    }

    /// <summary>
    /// Makes room, before a statement of the root, for what is recorded in its loops. Where the reverse sweep is a method of its own, room is made in the arms of Ifs,
    /// just before a loop: a recursive call that does not get there must not pay for it.
    /// </summary>
    private void MakeSlots(Statement statement)
    {
        foreach (Value value in statement.Regions().SelectMany(r => r.DeepDefinitions()).Where(v => _plans[_root].IsRecorded(v) && LoopsAround(v).Any()).ToList())
        {
            if (LoopsAround(value).Select(l => l as For).ToList() is var loops && loops.All(l => l is not null) && RecordLength(loops!, _tree.RegionOf(statement)) is { } length)
            {
                // The lowering takes it from the pool, outside the loops around the root.
                Value buffer = _builder.Fresh(new ArrayType(value.Type, 1), value.Name is null ? null : value.Name + "Record");
                _builder.Append(new Allocate(buffer, [length], IsZeroed: value.Type is not ScalarType) { Record = NameOfRecord(value) });
                _slots[value.Id] = new Slot(buffer, loops!);
                continue;
            }
            Value tape = _builder.Fresh(new TapeType(value.Type), value.Name is null ? null : value.Name + "Tape");
            _tapes.Add(new NewTape(tape) { Record = NameOfRecord(value) });
            _slots[value.Id] = new Slot(tape, null);
        }
    }

    private static string NameOfRecord(Value value) => value.Name ?? "a value between";

    /// <summary>The product of the loops' trip counts, computed before the outermost; null if one is only known inside.</summary>
    private Operand? RecordLength(IReadOnlyList<For> loops, RegionNode place)
    {
        if (!loops.All(l => CanHoist(l.Start, place) && CanHoist(l.End, place) && CanHoist(l.Step, place) && l.Index.Type == IrType.Int32)) return null;
        Dictionary<int, Operand> hoisted = [];
        Operand? length = null;
        foreach (For loop in loops)
        {
            Operand trips = TripsOrZero(loop, o => Hoist(o, place, hoisted));
            length = length is null ? trips : Product(length, trips);
        }
        return length;
    }

    // 0 .. a.Length can't be negative.
    private bool IsNaturalCount(For loop) => loop is { Start: Constant { Bits: 0 }, Bound: Bound.Less, Step: Constant { Bits: 1 } }
        && (loop.End is Constant { Bits: >= 0 } || (loop.End is Value end && _tree.DefinitionOf(end) is Length));

    /// <summary>True if the operand is known at the place, or can be computed there from what is: total arithmetic only.</summary>
    private bool CanHoist(Operand operand, RegionNode place)
    {
        if (operand is not Value value || place.IsInside(_tree.RegionOf(value))) return true;
        return _tree.DefinitionOf(value) switch
        {
            Let s => s.Op.Name is "Add" or "Subtract" or "Multiply" or "Negate" or "Convert" or "Min" or "Max" && s.Result.Type.IsInteger && s.Arguments.All(a => CanHoist(a, place)),
            Length s => LengthIsKnown(s.Array, place),
            _ => false,
        };
    }

    private bool LengthIsKnown(Operand array, RegionNode place) =>
        array is Value value && _tree.DefinitionOf(value) is Slice slice ? slice.Count is { } count ? CanHoist(count, place) : LengthIsKnown(slice.Array, place) : CanHoist(array, place);

    private Operand Hoist(Operand operand, RegionNode place, Dictionary<int, Operand> hoisted)
    {
        if (operand is not Value value) return operand;
        if (place.IsInside(_tree.RegionOf(value))) return Get(value);
        if (hoisted.TryGetValue(value.Id, out Operand? known)) return known;
        return hoisted[value.Id] = _tree.DefinitionOf(value) switch
        {
            Let s => _builder.Let(value.Name, s.Op, value.Type, [.. s.Arguments.Select(a => Hoist(a, place, hoisted))]),
            Length s => HoistLength(s, s.Array, place, hoisted),
            _ => throw new UnreachableException(),
        };
    }

    // The length of a slice is its count.
    private Operand HoistLength(Length length, Operand array, RegionNode place, Dictionary<int, Operand> hoisted)
    {
        if (array is Value value && _tree.DefinitionOf(value) is Slice slice) return slice.Count is { } count ? Hoist(count, place, hoisted) : HoistLength(length, slice.Array, place, hoisted);
        Operand known = Hoist(array, place, hoisted);
        return Define(length.Result, r => new Length(r, known, length.Dimension));
    }

    // Row-major over the loops' trip numbers.
    private Operand RecordIndex(IReadOnlyList<For> loops)
    {
        Operand? index = null;
        foreach (For loop in loops)
        {
            Operand trip = TripNumber(loop);
            index = index is null ? trip : Sum(Product(index, Trips(loop)), trip);
        }
        return index!;
    }

    /// <summary>How many iterations of the loop came before this one: (index − start) / step.</summary>
    private Operand TripNumber(For loop)
    {
        Operand distance = Difference(Get(loop.Index), Get(loop.Start)), step = Get(loop.Step);
        return step is Constant { Bits: 1 } ? distance
            : step is Constant { Bits: -1 } ? Difference(Get(loop.Start), Get(loop.Index))
            : _builder.Let(Primitive.Divide, distance.Type, distance, step);
    }

    private Operand Trips(For loop) => Trips(loop, Get);

    /// <summary>The trip count, also where the loop does not run.</summary>
    private Operand TripsOrZero(For loop, Func<Operand, Operand> get)
    {
        Operand trips = Trips(loop, get);
        return IsNaturalCount(loop) ? trips
            : trips is Constant literal ? Constant.Of(Math.Max(literal.Bits, 0), literal.Type)
            : _builder.Let(ScalarRules.Find("Max", 2)!.Primitive, trips.Type, trips, Constant.Number(0, trips.Type));
    }

    /// <summary>The trip count; zero or negative if the loop does not run.</summary>
    private Operand Trips(For loop, Func<Operand, Operand> get)
    {
        Operand start = get(loop.Start), end = get(loop.End), step = get(loop.Step);
        bool inclusive = loop.Bound is Bound.LessOrEqual or Bound.GreaterOrEqual;
        bool upward = loop.Bound is Bound.Less or Bound.LessOrEqual;
        if (step is Constant { Bits: 1 or -1 })
        {
            Operand distance = upward ? Difference(end, start) : Difference(start, end);
            return inclusive ? Sum(distance, Constant.Number(1, distance.Type)) : distance;
        }
        // upward: (end − start + step − 1) / step; inclusive: (end − start + step) / step. Downward likewise with + 1.
        Operand padded = Sum(Difference(end, start), step);
        if (!inclusive) padded = upward ? Difference(padded, Constant.Number(1, padded.Type)) : Sum(padded, Constant.Number(1, padded.Type));
        return _builder.Let(Primitive.Divide, padded.Type, padded, step);
    }

    // ---- Integer arithmetic on counters, folded where it is trivial ----

    private Operand Sum(Operand a, Operand b) => (a, b) switch
    {
        (Constant x, Constant y) => Constant.Of(x.Bits + y.Bits, a.Type),
        (_, Constant { Bits: 0 }) => a,
        (Constant { Bits: 0 }, _) => b,
        (_, Constant { Bits: < 0 } y) => _builder.Let(Primitive.Subtract, a.Type, a, Constant.Of(-y.Bits, a.Type)),
        _ => _builder.Let(Primitive.Add, a.Type, a, b),
    };

    private Operand Difference(Operand a, Operand b) => (a, b) switch
    {
        (Constant x, Constant y) => Constant.Of(x.Bits - y.Bits, a.Type),
        (_, Constant y) => Sum(a, Constant.Of(-y.Bits, a.Type)),
        _ => _builder.Let(Primitive.Subtract, a.Type, a, b),
    };

    private Operand Product(Operand a, Operand b) => (a, b) switch
    {
        (Constant x, Constant y) => Constant.Of(x.Bits * y.Bits, a.Type),
        (_, Constant { Bits: 1 }) => a,
        (Constant { Bits: 1 }, _) => b,
        _ => _builder.Let(Primitive.Multiply, a.Type, a, b),
    };
}
