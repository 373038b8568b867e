using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>The forward sweep: a copy of the primal that records what the plan says. An InPlace loop is copied twice, here and in the reverse sweep.</summary>
internal sealed partial class ReverseSweep
{
    private readonly HashSet<Store> _repeated = new(ReferenceComparer<Store>.Instance);

    private void ForwardAtRoot(Statement statement)
    {
        if (!_isApart || statement is not If) MakeSlots(statement);
        Forward(statement);
    }

    private void Forward(Statement statement)
    {
        switch (statement)
        {
            case Let s: Copy(s.Result, r => s with { Result = r, Arguments = GetAll(s.Arguments) }); break;
            case Load s: Copy(s.Result, r => new Load(r, Get(s.Array), GetAll(s.Indices))); break;
            case Store s when _repeated.Contains(s): break;
            case Store s: _builder.Append(s with { Array = Get(s.Array), Indices = GetAll(s.Indices), Stored = Get(s.Stored) }); break;
            case Accumulate s: _builder.Append(new Accumulate(Get(s.Array), GetAll(s.Indices), Get(s.Addend))); break;
            case Allocate s: Copy(s.Result, r => s with { Result = r, Dimensions = GetAll(s.Dimensions) }); break;
            case Length s: Copy(s.Result, r => new Length(r, Get(s.Array), s.Dimension)); break;
            case Slice s: Copy(s.Result, r => new Slice(r, Get(s.Array), GetOptional(s.Start), GetOptional(s.Count))); break;
            case If s: ForwardIf(s); break;
            case For s: ForwardFor(s); break;
            case While s: ForwardWhile(s); break;
            case Invoke { Result: null } s: _builder.Append(s with { Arguments = GetAll(s.Arguments) }); break;
            case Invoke s: Copy(s.Result!, r => s with { Result = r, Arguments = GetAll(s.Arguments) }); break;
            case Call s:
                EquatableArray<Operand> arguments = GetAll(s.Arguments);
                _builder.Append(s with { Results = s.Results.Select(Renew).ToEquatableArray(), Arguments = arguments });
                foreach (Value result in s.Results) Record(result);
                break;
            case Throw s: _builder.Append(s with { Arguments = GetAll(s.Arguments) }); break;
            case NewTape s: Copy(s.Result, r => s with { Result = r }); break;
            case Push s: _builder.Append(new Push(Get(s.Tape), Get(s.Pushed))); break;
            case Pop s: Copy(s.Result, r => new Pop(r, Get(s.Tape))); break;
            case Section: break;
            default: throw new UnreachableException();
        }
    }

    private EquatableArray<Operand> GetAll(EquatableArray<Operand> operands) => operands.Select(Get).ToEquatableArray();

    private Operand? GetOptional(Operand? operand) => operand is null ? null : Get(operand);

    private void Copy(Value primal, Func<Value, Statement> statement)
    {
        _map[primal.Id] = Define(primal, statement);
        Record(primal);
    }

    // A new version of a value that the copy defines: parameter of a region, counter, result.
    private Value Renew(Value primal)
    {
        Value copy = _builder.Fresh(primal.Type, primal.Name);
        _map[primal.Id] = copy;
        return copy;
    }

    private void ForwardBody(Region region)
    {
        foreach (Value parameter in region.Parameters) Record(parameter);
        bool makesSlots = _isApart && !_tree.Node(region).Chain().TakeWhile(n => n != _root).Any(n => n.IsLoop);
        foreach (Statement statement in region.Body)
        {
            if (makesSlots && statement is For or While) MakeSlots(statement);
            Forward(statement);
        }
    }

    // Values recorded in an arm outside loops are locals: they leave the If as further results.
    private void ForwardIf(If s)
    {
        Operand condition = Get(s.Condition);
        List<Value>[] locals = [.. s.Regions().Select(LocalRecords)];
        List<Value> all = [.. locals[0], .. locals[1]];
        HashSet<int> slotsBefore = [.. _slots.Keys];
        Region then = ForwardArm(s.Then, all, locals[0]);
        HashSet<int> thenSlots = [.. _slots.Keys.Where(k => !slotsBefore.Contains(k))];
        Region @else = ForwardArm(s.Else, all, locals[1]);
        EquatableArray<Value> results = [.. s.Results.Concat(all).Select(Renew)];
        foreach (int id in _slots.Keys.Where(k => !slotsBefore.Contains(k) && _slots[k].Loops is not null).ToList())
        {
            // A record that is made in an arm leaves it as one more result.
            Value storage = _slots[id].Storage, outside = _builder.Fresh(storage.Type, storage.Name);
            DefaultOf none = new(storage.Type);
            then = then with { Yields = [.. then.Yields, thenSlots.Contains(id) ? storage : none] };
            @else = @else with { Yields = [.. @else.Yields, thenSlots.Contains(id) ? none : storage] };
            results = [.. results, outside];
            _slots[id] = _slots[id] with { Storage = outside };
        }
        _builder.Append(new If(condition, then, @else, results));
        foreach (Value result in s.Results) Record(result);
    }

    private Region ForwardArm(Region arm, List<Value> all, List<Value> own)
    {
        _builder.Begin();
        ForwardBody(arm);
        return _builder.End([.. GetAll(arm.Yields), .. all.Select(v => own.Contains(v) ? _map[v.Id] : new DefaultOf(v.Type))]);
    }

    private List<Value> LocalRecords(Region arm)
    {
        ResidualPlan plan = _plans[_root];
        if (plan.Recorded.Count == 0 || !_tree.Node(arm).IsInside(_root)) return [];
        return [.. arm.DeepDefinitions().Where(v => plan.IsRecorded(v) && !LoopsAround(v).Any())];
    }

    private void ForwardFor(For s)
    {
        Operand start = Get(s.Start), end = Get(s.End), step = Get(s.Step);
        EquatableArray<Operand> initial = GetAll(s.Initial);
        Value index = Renew(s.Index);
        _builder.Begin([.. s.Body.Parameters.Select(Renew)]);
        ForwardBody(s.Body);
        Region body = _builder.End([.. GetAll(s.Body.Yields)]);
        _builder.Append(new For(index, start, s.Bound, end, step, initial, body, s.Results.Select(Renew).ToEquatableArray()) { Site = s.Site });
        foreach (Value result in s.Results) Record(result);
    }

    private void ForwardWhile(While s)
    {
        EquatableArray<Operand> initial = GetAll(s.Initial);
        _builder.Begin([.. s.Condition.Parameters.Select(Renew)]);
        foreach (Statement statement in s.Condition.Body) Forward(statement);
        Region condition = _builder.End([.. GetAll(s.Condition.Yields)]);
        _builder.Begin([.. s.Body.Parameters.Select(Renew)]);
        ForwardBody(s.Body);
        Region body = _builder.End([.. GetAll(s.Body.Yields)]);
        _builder.Append(new While(initial, condition, body, s.Results.Select(Renew).ToEquatableArray()) { Site = s.Site });
        foreach (Value result in s.Results) Record(result);
    }
}
