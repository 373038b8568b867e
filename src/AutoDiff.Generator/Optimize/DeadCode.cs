using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// Removes what nothing depends on: unused values, carried values that only feed themselves, stores into memory that is never read,
/// tapes that are never popped, Ifs and counted loops without effect. Mark and sweep (Cytron et al., 1991), with memory roots marked like values.
/// </summary>
/// <remarks>
/// A dead load or integer division goes with the exception that it might have thrown: it is not part of what the method computes.
/// A While stays, for it may not end.
/// </remarks>
internal sealed class DeadCode
{
    private readonly MemoryRoots _memory;
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<int, Node> _owners = [];
    private readonly Dictionary<MemoryRoot, List<Node>> _writers = [];
    private readonly HashSet<int> _live = [];
    private readonly HashSet<MemoryRoot> _observed = [];
    private readonly Stack<Action> _work = new();
    private int _next;

    private DeadCode(FunctionIr function)
    {
        _memory = MemoryRoots.Analyze(function);
        Number(function.Body, null);
        foreach (Node node in _nodes.Where(n => IsRoot(n.Statement))) Mark(node);
        foreach (Operand yield in function.Body.Yields) Mark(yield);
        foreach (Operand outside in function.Body.Yields.Concat(function.Parameters.Select(p => p.Value))) Observe(outside);
        while (_work.Count > 0) _work.Pop()();
    }

    public static FunctionIr Run(FunctionIr function)
    {
        DeadCode pass = new(function);
        return function with { Body = pass.Sweep(function.Body) };
    }

    // A statement in its place; equal statements may occur several times.
    private sealed record Node(Statement Statement, Node? Parent)
    {
        public bool IsLive { get; set; }
    }

    private void Number(Region region, Node? parent)
    {
        foreach (Statement statement in region.Body)
        {
            Node node = new(statement, parent);
            _nodes.Add(node);
            foreach (Value value in statement.Definitions()) _owners[value.Id] = node;
            if (statement is For loop) _owners[loop.Index.Id] = node;
            foreach (Value value in statement.Regions().SelectMany(r => r.Parameters)) _owners[value.Id] = node;
            foreach (MemoryRoot root in Written(statement)) (_writers.TryGetValue(root, out List<Node>? list) ? list : _writers[root] = []).Add(node);
            foreach (Region nested in statement.Regions()) Number(nested, node);
        }
    }

    // A pop moves the top of its tape, so it is needed as soon as any other pop is.
    private IReadOnlyCollection<MemoryRoot> Written(Statement statement) => statement switch
    {
        Store s => _memory.Roots(s.Array),
        Accumulate s => _memory.Roots(s.Array),
        Clear s => _memory.Roots(s.Array),
        MoveRecords s => _memory.Roots(s.Written),
        Push s => _memory.Roots(s.Tape),
        Pop s => _memory.Roots(s.Tape),
        _ => [],
    };

    private bool IsRoot(Statement statement) => statement switch
    {
        Invoke { Kind: InvokeKind.Read } => false,
        While or Invoke or Call or Throw or Section => true,
        Store or Accumulate or Clear or MoveRecords => Written(statement).Count == 0 || Written(statement).Any(_memory.HasEscaped),
        _ => false,
    };

    private void Mark(Node node)
    {
        if (node.IsLive) return;
        node.IsLive = true;
        if (node.Parent is { } parent) Mark(parent);
        _work.Push(() => Need(node.Statement));
    }

    private void Need(Statement statement)
    {
        switch (statement)
        {
            case For s:
                Mark(s.Start);
                Mark(s.End);
                Mark(s.Step);
                break;
            case While s:
                foreach (Operand yield in s.Condition.Yields) Mark(yield);
                break;
            case Load s:
                Observe(_memory.Roots(s.Array));
                break;
            case Let s when s.Op.Equals(TensorRules.Whole):
                Observe(_memory.Roots(s.Arguments[0]));
                break;
            case MoveRecords s:
                Observe(_memory.Roots(s.Read));
                break;
            case Pop s:
                Observe(_memory.Roots(s.Tape));
                break;
            case Invoke or Call or Throw:
                foreach (Operand argument in statement.Uses()) Observe(argument);
                break;
        }
        if (statement is For or While) return;
        foreach (Operand operand in statement.Uses()) Mark(operand);
    }

    private void Mark(Operand operand)
    {
        if (operand is not Value value || !_live.Add(value.Id) || !_owners.TryGetValue(value.Id, out Node? owner)) return;
        Mark(owner);
        switch (owner.Statement)
        {
            case If s:
                int result = IndexOf(s.Results, value);
                _work.Push(() => MarkBoth(s.Then.Yields[result], s.Else.Yields[result]));
                break;
            case For s when value.Id != s.Index.Id:
                int carried = Carried(s.Results, value, s.Body.Parameters);
                _work.Push(() => MarkBoth(s.Initial[carried], s.Body.Yields[carried]));
                break;
            case While s:
                int state = Carried(s.Results, value, s.Body.Parameters, s.Condition.Parameters);
                _work.Push(() => MarkBoth(s.Initial[state], s.Body.Yields[state]));
                break;
        }
    }

    private void MarkBoth(Operand first, Operand second)
    {
        Mark(first);
        Mark(second);
    }

    private static int IndexOf(EquatableArray<Value> values, Value value)
    {
        for (int i = 0; i < values.Count; i++)
            if (values[i].Id == value.Id) return i;
        return -1;
    }

    private static int Carried(EquatableArray<Value> results, Value value, params EquatableArray<Value>[] parameters) =>
        parameters.Select(p => IndexOf(p, value)).Append(IndexOf(results, value)).Max();

    // Code outside sees the memory and whatever its elements refer to.
    private void Observe(Operand operand)
    {
        Stack<MemoryRoot> reached = new(_memory.Roots(operand));
        HashSet<MemoryRoot> seen = [];
        while (reached.Count > 0)
        {
            MemoryRoot root = reached.Pop();
            if (!seen.Add(root)) continue;
            foreach (MemoryRoot inner in _memory.Contents(root)) reached.Push(inner);
        }
        Observe(seen);
    }

    private void Observe(IEnumerable<MemoryRoot> roots)
    {
        foreach (MemoryRoot root in roots)
        {
            if (!_observed.Add(root) || !_writers.TryGetValue(root, out List<Node>? writers)) continue;
            foreach (Node writer in writers) Mark(writer);
        }
    }

    private Region Sweep(Region region)
    {
        List<Statement> body = [];
        foreach (Statement statement in region.Body)
        {
            Node node = _nodes[_next++];
            Statement swept = SweepParts(statement);
            if (node.IsLive) body.Add(swept);
        }
        return region with { Body = body };
    }

    private Statement SweepParts(Statement statement)
    {
        switch (statement)
        {
            case If s:
                int[] results = Kept(s.Results.Count, s.Results);
                return new If(s.Condition, Yielding(Sweep(s.Then), results), Yielding(Sweep(s.Else), results), Only(s.Results, results));
            case For s:
                int[] carried = Kept(s.Results.Count, s.Results, s.Body.Parameters);
                return s with { Initial = Only(s.Initial, carried), Body = Carrying(Sweep(s.Body), carried), Results = Only(s.Results, carried) };
            case While s:
                int[] state = Kept(s.Results.Count, s.Results, s.Condition.Parameters, s.Body.Parameters);
                Region condition = Sweep(s.Condition);
                return s with
                {
                    Initial = Only(s.Initial, state),
                    Condition = condition with { Parameters = Only(condition.Parameters, state) },
                    Body = Carrying(Sweep(s.Body), state),
                    Results = Only(s.Results, state),
                };
            default:
                return statement;
        }
    }

    private int[] Kept(int count, params EquatableArray<Value>[] values) =>
        Enumerable.Range(0, count).Where(i => values.Any(v => _live.Contains(v[i].Id))).ToArray();

    private static Region Yielding(Region region, int[] kept) => region with { Yields = Only(region.Yields, kept) };

    private static Region Carrying(Region region, int[] kept) => Yielding(region, kept) with { Parameters = Only(region.Parameters, kept) };

    private static EquatableArray<T> Only<T>(EquatableArray<T> items, int[] kept) => kept.Select(i => items[i]).ToEquatableArray();
}
