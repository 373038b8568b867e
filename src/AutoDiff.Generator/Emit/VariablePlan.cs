using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>A C# local or parameter: values that are never needed at the same time.</summary>
internal sealed class Variable(IrType type)
{
    public IrType Type { get; } = type;

    /// <summary>The name that the values want; null if none has one.</summary>
    public string? Wanted { get; set; }

    /// <summary>As written; set by <see cref="NamePlan"/>.</summary>
    public string Name { get; set; } = "";

    public bool IsParameter { get; init; }

    public bool IsCounter { get; init; }

    /// <summary>A value that names it, for variables that no user named.</summary>
    public required Value Sample { get; init; }

    /// <summary>The innermost scope that holds all that reads or assigns it: there it is declared.</summary>
    public Scope? Home { get; set; }

    /// <summary>The place in the text of the statement in the block of <see cref="Home"/> at, or in, which it first occurs.</summary>
    public int First { get; set; } = int.MaxValue;

    /// <summary>A span that may refer to this method's stack through another variable: it is declared as <c>scoped</c>, in the outermost block.</summary>
    public bool IsScoped { get; set; }

    /// <summary>False if it is only ever assigned.</summary>
    public bool IsRead { get; set; }
}

/// <summary>
/// Out of SSA: gives each value that is not inlined a variable, the same one to values that flow into each other, or bear one name, where they
/// do not interfere and the user did not name them differently. What remains different is copied where it flows.
/// </summary>
internal sealed class VariablePlan
{
    private readonly FunctionTree _tree;
    private readonly InliningPlan _inlining;
    private readonly LivenessAnalysis _liveness;
    private readonly MemoryAliasing _aliasing;
    private readonly BlockNesting _blocks;
    private readonly UnionFind _classes;
    private readonly ValueSet[] _members;
    private readonly ValueSet[] _conflicts;
    private readonly string?[] _names;
    private readonly bool[] _isFixed;
    private readonly bool[] _mayBeStack;
    private readonly Variable?[] _variables;

    public VariablePlan(FunctionTree tree, InliningPlan inlining, LivenessAnalysis liveness, MemoryAliasing aliasing, BlockNesting blocks)
    {
        _tree = tree;
        _inlining = inlining;
        _liveness = liveness;
        _aliasing = aliasing;
        _blocks = blocks;
        int count = tree.Function.NextId;
        _classes = new(count);
        _members = new ValueSet[count];
        _conflicts = liveness.Conflicts.Select(c => c.Copy()).ToArray();
        _names = new string?[count];
        _isFixed = new bool[count];
        _mayBeStack = new bool[count];
        _variables = new Variable?[count];
        Value[] values = tree.Values().Where(v => tree.Definitions[v.Id] is not { } node || !(inlining.IsSilent(node) || IsDiscarded(node, v))).ToArray();
        foreach (Value value in values)
        {
            int id = liveness.Identity(value);
            if (_members[id] is null) (_members[id] = new(count)).Add(id);
            _names[id] ??= value.Name;
            _mayBeStack[id] |= value.Type is SpanType && _aliasing.MayBeStack(value);
        }
        FixUnassignable();
        foreach ((Value target, Value source) in Affinities()) TryMerge(target, source);
        MergeByName(values);
        MergeChains(values);
        Build(values);
    }

    public Variable Of(Value value) => _variables[Class(value)]!;

    /// <summary>The name that the value's variable wants; null for inlined values.</summary>
    public string? WantedName(Value value) => _variables[Class(value)]?.Wanted;

    /// <summary>The distinct variables in the order of the text: parameters first.</summary>
    public IReadOnlyList<Variable> All { get; private set; } = [];

    /// <summary>A result that nobody reads of a statement that must run all the same.</summary>
    private bool IsDiscarded(Node node, Value result) => !_inlining.IsUsed(result) && node.Statement switch
    {
        Call call => !StatementWriter.IsPassedByReference(call, result),
        Let or Load or Length or Slice or Invoke or Pop or Allocate { Storage: Storage.Heap or Storage.Scope } => true,
        If => _inlining.IsConditionalExpression(node),
        _ => false,
    };

    private int Class(Value value) => _classes.Find(_liveness.Identity(value));

    /// <summary>Loop counters, <c>using</c> variables and <c>ref</c> parameters cannot be assigned; stack memory cannot leave its variable, nor go into a parameter.</summary>
    private void FixUnassignable()
    {
        foreach (Parameter parameter in _tree.Function.Parameters)
            _isFixed[parameter.Value.Id] = parameter.Value.Type is RefType || parameter.Role is ParameterRole.Sink || (parameter.Value.Type is SpanType && _aliasing.MayBeStack(parameter.Value));
        foreach (Node node in _tree.Nodes)
        {
            Value? result = node.Statement switch
            {
                For s => s.Index,
                Allocate { Storage: Storage.Stack or Storage.Pool } s => s.Result,
                NewTape s => s.Result,
                _ => null,
            };
            if (result is not null) _isFixed[_liveness.Identity(result)] = true;
        }
    }

    /// <summary>The flows into variables that would be copies, the most valuable to avoid first: those of one name, then those of inner loops.</summary>
    private IEnumerable<(Value Target, Value Source)> Affinities() => _tree.Flows()
        .Where(f => f.Source is Value source && !_inlining.IsInlined(source) && !_inlining.IsSilent(f.Node) && !_inlining.IsInlined(f.Target) && _members[_liveness.Identity(f.Target)] is not null)
        .Select(f => (f.Target, Source: (Value)f.Source, f.Node))
        .OrderByDescending(f => f.Target.Name is not null && f.Target.Name == f.Source.Name)
        .ThenByDescending(f => f.Node.Scope.Depth)
        .Select(f => (f.Target, f.Source));

    private bool TryMerge(Value a, Value b)
    {
        int x = Class(a), y = Class(b);
        if (x == y) return true;
        if (_isFixed[x] || _isFixed[y] || !a.Type.Equals(b.Type)) return false;
        if (_names[x] is { } first && _names[y] is { } second && first != second) return false;
        if ((_names[x] is null || _names[y] is null) && (IsParameter(x) || IsParameter(y))) return false;
        if (_mayBeStack[x] && IsParameter(y) || _mayBeStack[y] && IsParameter(x)) return false;
        if (_conflicts[x].Overlaps(_members[y]) || _conflicts[y].Overlaps(_members[x])) return false;
        _classes.Union(x, y);
        _members[x].UnionWith(_members[y]);
        _conflicts[x].UnionWith(_conflicts[y]);
        _names[x] ??= _names[y];
        _mayBeStack[x] |= _mayBeStack[y];
        return true;
    }

    private bool IsParameter(int valueClass) => _tree.Function.Parameters.Any(p => Class(p.Value) == valueClass);

    /// <summary>
    /// <c>r = s + e; r = r * 2;</c> are two values in SSA; the user wrote one variable. They stay one if that does not move the declaration
    /// outwards: the first of them is declared around the other.
    /// </summary>
    private void MergeByName(Value[] values)
    {
        Build(values);
        Dictionary<int, (Scope Home, int First)> homes = [];
        foreach (Value value in values) homes[Class(value)] = (Of(value).Home!, Of(value).First);
        foreach (IGrouping<(string? Name, IrType Type), Value> same in values.Where(v => _names[_liveness.Identity(v)] is not null).GroupBy(v => (_names[Class(v)], v.Type)))
        {
            List<Value> seen = [];
            foreach (Value value in same)
            {
                foreach (Value earlier in seen)
                {
                    if (Class(earlier) == Class(value)) break;
                    (Scope home, int first) = homes[Class(earlier)];
                    (Scope inner, int innerFirst) = homes[Class(value)];
                    if (first >= innerFirst || !_blocks.Encloses(_blocks.BlockOf(home), _blocks.BlockOf(inner)) || !TryMerge(earlier, value)) continue;
                    homes[Class(earlier)] = (home, first);
                    break;
                }
                seen.Add(value);
            }
        }
    }

    /// <summary>The parts of a long unnamed sum, or product, are one variable: <c>sum = sum + a + b</c>.</summary>
    private void MergeChains(Value[] values)
    {
        foreach (Value value in values)
        {
            if (value.Name is not null || _tree.Definitions[value.Id] is not { Statement: Let { Op.Symbol: "+" or "*" } let } node) continue;
            Operand leftmost = let.Arguments[0];
            while (leftmost is Value v && _inlining.IsInlined(v) && _tree.Definitions[v.Id]!.Statement is Let inner && inner.Op.Equals(let.Op)) leftmost = inner.Arguments[0];
            if (leftmost is Value { Name: null } part && !_inlining.IsInlined(part) && _tree.Definitions[part.Id] is { Statement: Let previous } earlier
                && previous.Op.Equals(let.Op) && earlier.Scope == node.Scope)
            {
                TryMerge(part, value);
            }
        }
    }

    private void Build(Value[] values)
    {
        Array.Clear(_variables, 0, _variables.Length);
        HashSet<int> parameters = [.. _tree.Function.Parameters.Select(p => Class(p.Value))];
        List<Variable> all = [];
        foreach (Value value in values)
        {
            int id = Class(value);
            if (_variables[id] is { } known)
            {
                known.IsRead |= _inlining.IsUsed(value);
                continue;
            }
            bool isParameter = parameters.Contains(id);
            bool isCounter = _tree.Definitions[value.Id] is null && _isFixed[_liveness.Identity(value)] && !isParameter;
            all.Add(_variables[id] = new(value.Type) { Sample = value, Wanted = _names[id], IsParameter = isParameter, IsCounter = isCounter, IsRead = _inlining.IsUsed(value), Home = isParameter ? _tree.Root : null });
        }
        All = all;
        // With one assignment only, C# infers from it how far the span may go.
        foreach (Value value in values)
            if (value.Type is SpanType && !_isFixed[_liveness.Identity(value)] && _aliasing.MayBeStack(value))
                Of(value).IsScoped |= Of(value).Sample.Id != value.Id || _tree.Definitions[value.Id]?.Statement is not Slice;
        Place(_tree.Root);
        foreach (Variable variable in all)
            if (variable.IsParameter) variable.First = -1;
    }

    /// <summary>Two walks: the homes, then the first statement of the home that mentions the variable.</summary>
    private void Place(Scope root)
    {
        ForEachMention(root, (variable, node, scope) => variable.Home = variable.IsScoped ? root : variable.Home is null ? scope : Scope.CommonAncestor(variable.Home, scope));
        ForEachMention(root, (variable, node, scope) =>
        {
            int order = node?.Order ?? scope.EndOrder;
            Scope block = _blocks.BlockOf(variable.Home!);
            while (_blocks.BlockOf(scope) != block)
            {
                order = scope.Owner!.Order;
                scope = scope.Owner.Scope;
            }
            variable.First = Math.Min(variable.First, order);
        });
    }

    /// <summary>Calls back for each place that reads or assigns a variable: the statement (null: the scope's end) and the scope.</summary>
    private void ForEachMention(Scope scope, Action<Variable, Node?, Scope> action)
    {
        foreach (Node node in scope.Nodes)
        {
            if (_inlining.IsSilent(node)) continue;
            foreach (Operand read in _liveness.Reads(node)) _liveness.ForEachLeaf(read, v => action(Of(v), node, scope));
            // A guard's results are first assigned where the branch that goes on ends.
            foreach (Value result in _blocks.IsGuard(node) ? [] : node.Results)
                if (!IsDiscarded(node, result)) action(Of(result), node, scope);
            if (node.Statement is For loop) action(Of(loop.Index), node, node.Children[0]);
            if (_inlining.IsConditionalExpression(node)) continue;
            foreach (Scope child in node.Children)
            {
                ForEachMention(child, action);
                if (child.EndsInThrow || (node.Statement is While && child == node.Children[0])) continue;
                foreach (Value result in node.Results) action(Of(result), null, child);
            }
        }
        foreach (Operand yielded in scope.Yields) _liveness.ForEachLeaf(yielded, v => action(Of(v), null, scope));
    }
}
