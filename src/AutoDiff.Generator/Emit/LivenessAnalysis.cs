using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Which values may not share a variable: a value interferes with all that are live just after its definition (Chaitin). Live means: read
/// later on some path before being assigned; backward over each region, loops to a fixpoint, exact on structured control flow
/// (Appel, "Modern Compiler Implementation", ch. 10 and 19). An inlined value is not a variable: its operands are read where it is written.
/// The carried values of a loop are assigned on entry and at the end of each iteration, all at once.
/// </summary>
internal sealed class LivenessAnalysis
{
    private readonly FunctionTree _tree;
    private readonly InliningPlan _inlining;
    private readonly UnionFind _identities;
    private readonly ValueSet[] _conflicts;

    public LivenessAnalysis(FunctionTree tree, InliningPlan inlining)
    {
        _tree = tree;
        _inlining = inlining;
        int count = tree.Function.NextId;
        _identities = new(count);
        foreach ((Value first, Value second) in tree.Identities()) _identities.Union(first.Id, second.Id);
        _conflicts = new ValueSet[count];
        for (int i = 0; i < count; i++) _conflicts[i] = new(count);

        ValueSet live = new(count);
        Walk(tree.Root, live);
        foreach (Parameter parameter in tree.Function.Parameters) Define(parameter.Value, live);
    }

    /// <summary>The value that stands for the variable that this one is by construction.</summary>
    public int Identity(Value value) => _identities.Find(value.Id);

    /// <summary>By <see cref="Identity"/>: the identities live after one of its assignments. Two interfere if either is in the other's set.</summary>
    public IReadOnlyList<ValueSet> Conflicts => _conflicts;

    /// <summary>The variables that evaluating an operand reads, those of the expressions inlined in it included.</summary>
    public void ForEachLeaf(Operand operand, Action<Value> action)
    {
        if (operand is not Value value) return;
        if (!_inlining.IsInlined(value))
        {
            action(value);
            return;
        }
        Node node = _tree.Definitions[value.Id]!;
        foreach (Operand argument in Reads(node)) ForEachLeaf(argument, action);
    }

    /// <summary>What a statement reads at its own place: for a conditional expression its arms too.</summary>
    public IEnumerable<Operand> Reads(Node node) => _inlining.IsConditionalExpression(node)
        ? node.Operands.Concat(node.Children.SelectMany(c => c.Region.Yields))
        : node.Operands;

    /// <summary>From the set that is live after a scope to the one before it, in place.</summary>
    private void Walk(Scope scope, ValueSet live)
    {
        if (scope.EndsInThrow) live.Clear();
        Use(scope.Yields, live);
        for (int i = scope.Nodes.Count - 1; i >= 0; i--) Walk(scope.Nodes[i], live);
    }

    private void Walk(Node node, ValueSet live)
    {
        if (_inlining.IsSilent(node)) return;
        switch (node.Statement)
        {
            case If s when !_inlining.IsConditionalExpression(node): WalkIf(node, s, live); break;
            case For s: WalkFor(node, s, live); break;
            case While s: WalkWhile(node, s, live); break;
            case Call s: WalkCall(s, live); break;
            default:
                foreach (Value result in node.Results)
                {
                    Define(result, live);
                    live.Remove(Identity(result));
                }
                Use(Reads(node), live);
                break;
        }
    }

    // What is passed by reference is assigned before the other arguments are read.
    private void WalkCall(Call s, ValueSet live)
    {
        DefineTogether(s.Results, live);
        foreach (Value result in s.Results)
        {
            if (!StatementWriter.IsPassedByReference(s, result)) continue;
            ValueSet others = live.Copy();
            Use(s.Arguments.Where(a => !ReferenceEquals(a, StatementWriter.ArgumentOf(s, result))), others);
            Define(result, others);
        }
        Use(s.Arguments, live);
    }

    private void WalkIf(Node node, If s, ValueSet live)
    {
        DefineTogether(s.Results, live);
        ValueSet otherwise = live.Copy();
        Walk(node.Children[0], live);
        Walk(node.Children[1], otherwise);
        live.UnionWith(otherwise);
        Use([s.Condition], live);
    }

    private void WalkFor(Node node, For s, ValueSet live)
    {
        // The head of the loop: the bound and the step are read at each iteration.
        foreach (Value carried in s.Results) live.Add(Identity(carried));
        Use([s.End, s.Step], live);
        ValueSet before;
        do
        {
            before = live.Copy();
            foreach (Value carried in s.Results) before.Remove(Identity(carried));
            Walk(node.Children[0], before);
        } while (live.UnionWith(before));
        DefineTogether(s.Results, live);
        Use(s.Initial, live);
        Use([s.Start], live);
    }

    private void WalkWhile(Node node, While s, ValueSet live)
    {
        foreach (Value carried in s.Results) live.Add(Identity(carried));
        ValueSet head = live;
        ValueSet after = live.Copy();
        ValueSet before;
        do
        {
            before = head.Copy();
            foreach (Value carried in s.Results) before.Remove(Identity(carried));
            Walk(node.Children[1], before);
            before.UnionWith(after);
            Walk(node.Children[0], before);
        } while (head.UnionWith(before));
        DefineTogether(s.Results, head);
        Use(s.Initial, live);
    }

    private void DefineTogether(IReadOnlyCollection<Value> values, ValueSet live)
    {
        foreach (Value value in values) live.Add(Identity(value));
        foreach (Value value in values) Define(value, live);
        foreach (Value value in values) live.Remove(Identity(value));
    }

    private void Define(Value value, ValueSet live)
    {
        int id = Identity(value);
        _conflicts[id].UnionWith(live);
        _conflicts[id].Remove(id);
    }

    private void Use(IEnumerable<Operand> operands, ValueSet live)
    {
        foreach (Operand operand in operands) ForEachLeaf(operand, v => live.Add(Identity(v)));
    }
}
