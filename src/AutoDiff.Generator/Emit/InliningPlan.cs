using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Decides which values are written as part of the expression that uses them instead of as a local: those without a name that are used
/// once, where evaluating them at the use is the same (backward over the function, since the place of a use depends on whether the user is
/// itself written in place). An expression does not move past a write to what it reads, past the assignment of a variable that it reads, into a
/// loop, or, where it may throw, into a conditional part.
/// </summary>
internal sealed class InliningPlan
{
    /// <summary>How many operations one statement may hold.</summary>
    private const int LargestExpression = 16;

    private readonly FunctionTree _tree;
    private readonly MemoryAliasing _aliasing;
    private readonly UnionFind _webs;
    private readonly List<Site?>[] _sites;
    private readonly bool[] _inlined;
    private readonly HashSet<Node> _conditionals = [];
    private readonly HashSet<Node> _dropped = [];
    private readonly Dictionary<Node, Effects> _effects = [];

    /// <param name="Index">The position in the scope of the statement that holds the expression; after the last for the scope's yields.</param>
    /// <param name="IsConditional">In an arm of <c>?:</c>.</param>
    /// <param name="IsRepeated">In the bound of a <c>for</c>.</param>
    private readonly record struct Site(Scope Scope, int Index, bool IsConditional = false, bool IsRepeated = false);

    public InliningPlan(FunctionTree tree, MemoryAliasing aliasing)
    {
        _tree = tree;
        _aliasing = aliasing;
        _webs = Webs(tree);
        _sites = new List<Site?>[tree.Function.NextId];
        _inlined = new bool[tree.Function.NextId];
        PlanYields(tree.Root, new Site(tree.Root, tree.Root.Nodes.Count));
        PlanNodes(tree.Root);
        foreach (Node node in tree.Nodes) LimitSize(node);
    }

    /// <summary>True if the value is written where it is used.</summary>
    public bool IsInlined(Value value) => _inlined[value.Id];

    /// <summary>True if the whole <see cref="If"/> is the expression <c>c ? x : y</c>.</summary>
    public bool IsConditionalExpression(Node node) => _conditionals.Contains(node);

    /// <summary>True if nothing is written at the statement's own place: it is part of another one, or not used.</summary>
    public bool IsSilent(Node node) => _dropped.Contains(node) || (node.Statement is Let or Load or Length or If && node.Results.Any(IsInlined));

    /// <summary>True if anything reads the value.</summary>
    public bool IsUsed(Value value) => _sites[value.Id] is { Count: > 0 };

    /// <summary>
    /// Values that are likely to become one variable: connected by flows, or of one name. An expression that reads one of them does not move
    /// past the definition of another, else they would have to be two.
    /// </summary>
    public static UnionFind Webs(FunctionTree tree)
    {
        UnionFind webs = new(tree.Function.NextId);
        foreach ((Value first, Value second) in tree.Identities()) webs.Union(first.Id, second.Id);
        foreach ((Value target, Operand source, _) in tree.Flows())
            if (source is Value value) webs.Union(target.Id, value.Id);
        foreach (IGrouping<(string?, IrType), Value> same in tree.Values().Where(v => v.Name is not null).GroupBy(v => (v.Name, v.Type)))
            foreach (Value value in same) webs.Union(same.First().Id, value.Id);
        return webs;
    }

    private void PlanNodes(Scope scope)
    {
        for (int i = scope.Nodes.Count - 1; i >= 0; i--) PlanNode(scope.Nodes[i]);
    }

    private void PlanNode(Node node)
    {
        List<Site> places = [new Site(node.Scope, node.Index)];
        if (node.Statement is If s && IsShortConditional(node)) _conditionals.Add(node);
        if (node.Statement is Let or Load or Length || _conditionals.Contains(node))
        {
            Value result = node.Results.Single();
            List<Site?> uses = _sites[result.Id] ?? [];
            if (uses.Count == 0 && !MayThrow(node))
            {
                _dropped.Add(node);
                return;
            }
            if (ShouldInline(node, result, uses))
            {
                _inlined[result.Id] = true;
                places = uses.Select(u => u!.Value).ToList();
            }
        }
        foreach (Site place in places)
        {
            PlanOperands(node.Statement, place);
            if (!_conditionals.Contains(node)) continue;
            foreach (Scope branch in node.Children)
            {
                PlanYields(branch, place with { IsConditional = true });
                // All that the branches define is part of the expression, by the condition of IsShortConditional.
                foreach (Node inner in branch.Nodes.Reverse())
                {
                    _inlined[inner.Results.Single().Id] = true;
                    PlanOperands(inner.Statement, place with { IsConditional = true });
                }
            }
        }
        if (_conditionals.Contains(node)) return;
        for (int c = node.Children.Count - 1; c >= 0; c--)
        {
            Scope child = node.Children[c];
            PlanYields(child, node.Statement is While && c == 0 ? new Site(child, child.Nodes.Count) : null);
            PlanNodes(child);
        }
    }

    private void PlanYields(Scope scope, Site? site)
    {
        foreach (Operand yielded in scope.Yields) AddUse(yielded, site);
    }

    private void PlanOperands(Statement statement, Site site)
    {
        switch (statement)
        {
            case Let { Op.Notation: Notation.Conditional } s:
                AddUse(s.Arguments[0], site);
                AddUse(s.Arguments[1], site with { IsConditional = true });
                AddUse(s.Arguments[2], site with { IsConditional = true });
                break;
            case For s:
                AddUse(s.Start, site);
                AddUse(s.End, site with { IsRepeated = true });
                AddUse(s.Step, null);
                foreach (Operand initial in s.Initial) AddUse(initial, null);
                break;
            case While s:
                foreach (Operand initial in s.Initial) AddUse(initial, null);
                break;
            case Push s:
                AddUse(s.Tape, null);
                AddUse(s.Pushed, site);
                break;
            default:
                foreach (Operand operand in statement.Uses()) AddUse(operand, site);
                break;
        }
    }

    private void AddUse(Operand operand, Site? site)
    {
        if (operand is Value value) (_sites[value.Id] ??= []).Add(site);
    }

    private bool ShouldInline(Node node, Value result, List<Site?> uses) =>
        result.Name is null && uses.Count > 0 && uses.All(u => u is not null)
        && (uses.Count == 1 || IsDuplicable(node, uses))
        && uses.All(u => CanMove(node, u!.Value));

    /// <summary>What a person would rather write twice than give a name: a length, or one less, a widening cast, an element read twice in one statement.</summary>
    private bool IsDuplicable(Node node, List<Site?> uses) => node.Statement switch
    {
        Length s => s.Dimension < 0 && IsSimple(s.Array),
        Let { Op.Symbol: "+" or "-", Op.Arity: 2, Result.Type.IsInteger: true } s => s.Arguments[1] is Constant && (IsSimple(s.Arguments[0]) || IsLength(s.Arguments[0])),
        Let { Op.Notation: Notation.Cast } s => IsSimple(s.Arguments[0]) && Conversions.IsImplicit(s.Arguments[0].Type, s.Result.Type),
        Load s => uses.Count == 2 && s.Result.Type is ScalarType && IsSimple(s.Array) && s.Indices.All(IsSimple)
            && uses[0]!.Value.Scope == uses[1]!.Value.Scope && uses[0]!.Value.Index == uses[1]!.Value.Index,
        _ => false,
    };

    private bool IsLength(Operand operand) => operand is Value { Name: null } v && _tree.Definitions[v.Id]?.Statement is Length { Dimension: < 0 } s && IsSimple(s.Array);

    /// <summary>An operand that is surely written as a name or a literal.</summary>
    private bool IsSimple(Operand operand) => operand is not Value value || value.Name is not null || _tree.Definitions[value.Id]?.Statement is not (Let or Load or Length or If);

    private bool CanMove(Node node, Site site)
    {
        bool mayThrow = MayThrow(node);
        if (site.IsConditional && mayThrow) return false;
        if (site.IsRepeated && node.Statement is not (Length or Let { Op.Symbol: "+" or "-" or "*", Op.Arity: 2, Result.Type.IsInteger: true })) return false;
        bool isNested = site.Scope != node.Scope;
        if (isNested && (mayThrow || node.Nested().Any(n => n.Statement is Load))) return false;

        HashSet<int> leaves = [.. node.Nested().SelectMany(n => n.Operands).OfType<Value>().Select(v => _webs.Find(v.Id))];
        foreach (Scope child in node.Children)
            foreach (Value value in child.Yields.OfType<Value>()) leaves.Add(_webs.Find(value.Id));
        List<Operand> read = node.Nested().Select(n => n.Statement).OfType<Load>().Select(l => l.Array).ToList();
        bool isReturn = site.Scope == _tree.Root && site.Index == _tree.Root.Nodes.Count;

        if (site.IsRepeated && !MayCross(site.Scope.Nodes[site.Index], leaves, read, mayThrow, isReturn)) return false;
        Scope scope = site.Scope;
        int end = site.Index;
        while (true)
        {
            int begin = scope == node.Scope ? node.Index + 1 : 0;
            for (int i = begin; i < end; i++)
                if (!MayCross(scope.Nodes[i], leaves, read, mayThrow, isReturn)) return false;
            if (scope == node.Scope) return true;
            // Only a length is as cheap in a loop as before it.
            if (scope.Owner!.IsLoop && !(node.Statement is Length && MayCross(scope.Owner, leaves, read, mayThrow, isReturn))) return false;
            end = scope.Owner.Index;
            scope = scope.Owner.Scope;
        }
    }

    private bool MayCross(Node crossed, HashSet<int> leaves, List<Operand> read, bool mayThrow, bool isReturn)
    {
        if (!_effects.TryGetValue(crossed, out Effects? effects)) _effects.Add(crossed, effects = EffectsOf(crossed));
        // The value of a return is computed in its place in the forward sweep if that may fail: then nothing has been added anywhere.
        if (mayThrow && (effects.Interrupts || (isReturn && effects.Any))) return false;
        if (read.Count > 0 && (effects.CallsOut || effects.Written.Any(w => read.Any(r => _aliasing.MayAlias(r, w))))) return false;
        return !effects.Webs.Overlaps(leaves);
    }

    /// <summary>What executing a statement does to an expression that would move past it. All behind the expression is planned already.</summary>
    private Effects EffectsOf(Node crossed)
    {
        Effects effects = new();
        foreach (Node node in crossed.Nested())
        {
            effects.Any |= Purity.HasEffect(node.Statement);
            effects.CallsOut |= node.Statement is Invoke or Call;
            effects.Interrupts |= node.Statement is Invoke or Call or Throw;
            if (node.Statement is Store or Accumulate or Clear or MoveRecords) effects.Written.Add(node.Operands.First());
            foreach (Value result in node.Results)
                if (!IsInlined(result)) effects.Webs.Add(_webs.Find(result.Id));
            foreach (Scope child in node.Children)
                foreach (Value parameter in child.Region.Parameters) effects.Webs.Add(_webs.Find(parameter.Id));
        }
        return effects;
    }

    private sealed class Effects
    {
        public bool Any { get; set; }

        public bool CallsOut { get; set; }

        public bool Interrupts { get; set; }

        public List<Operand> Written { get; } = [];

        public HashSet<int> Webs { get; } = [];
    }

    private static bool MayThrow(Node node) => node.Statement is If
        ? node.Nested().Skip(1).Any(n => Purity.MayThrow(n.Statement))
        : Purity.MayThrow(node.Statement);

    /// <summary>
    /// An <see cref="If"/> with one scalar result whose branches are short expressions, unless one of them only keeps the variable's old value:
    /// <c>if (x > max) max = x;</c> reads better.
    /// </summary>
    private bool IsShortConditional(Node node)
    {
        If s = (If)node.Statement;
        if (s.Results.Count != 1 || s.Results[0].Type is not ScalarType) return false;
        return IsShort(node.Children[0]) && IsShort(node.Children[1]);

        bool IsShort(Scope branch)
        {
            if (branch.Nodes.Count > 3) return false;
            if (branch.Nodes.Count == 0 && branch.Region.Yields[0] is Value { Name: not null } kept && kept.Name == s.Results[0].Name) return false;
            if (branch.Region.Yields[0] is DefaultOf) return false;
            HashSet<int> used = [];
            foreach (Value value in branch.Region.Yields.Concat(branch.Nodes.SelectMany(n => n.Operands)).OfType<Value>())
                if (!used.Add(value.Id) && branch.Nodes.Any(n => n.Results.Contains(value))) return false;
            return branch.Nodes.All(n => n.Statement is Let or Load or Length && n.Results.Single() is var v && used.Contains(v.Id) && (v.Name is null || IsNamedResult(v, branch)));
        }

        // double x = c ? a : b; but an update of x stays an if.
        bool IsNamedResult(Value value, Scope branch)
        {
            int web = _webs.Find(s.Results[0].Id);
            return value.Name == s.Results[0].Name && branch.Region.Yields[0] is Value yielded && yielded.Id == value.Id
                && !node.Nested().SelectMany(n => n.Operands).OfType<Value>().Any(v => _webs.Find(v.Id) == web);
        }
    }

    /// <summary>Gives the largest operands of an overlong expression a local each. That is always possible: they move back to their own place.</summary>
    private void LimitSize(Node node)
    {
        if (_dropped.Contains(node)) return;
        while (true)
        {
            List<Value> operands = node.Operands.OfType<Value>().Where(IsInlined).ToList();
            if (node.Children.Count == 0 || _conditionals.Contains(node))
            {
                // In an arm the locals would have to be declared outside of the condition.
                if (IsInConditional(node)) return;
            }
            if (1 + operands.Sum(Size) <= LargestExpression) return;
            Value largest = operands.OrderByDescending(Size).First();
            if (Size(largest) < 3) return;
            _inlined[largest.Id] = false;
        }
    }

    private bool IsInConditional(Node node) => node.Scope.Owner is { } owner && _conditionals.Contains(owner);

    private int Size(Value value)
    {
        if (!IsInlined(value)) return 0;
        Node node = _tree.Definitions[value.Id]!;
        int size = 1 + node.Operands.OfType<Value>().Sum(Size);
        foreach (Scope child in node.Children) size += child.Region.Yields.OfType<Value>().Sum(Size);
        return size;
    }
}
