using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Moves the computation of a variable's next value behind the last use of its present one, where it reads nothing that changes on the way:
/// <c>next = v * p; dV += p * w; p = next</c> becomes <c>dV += p * w; p = v * p</c>, which needs no second variable. Reverse sweeps are full of these.
/// </summary>
internal static class UpdateSinking
{
    public static FunctionIr Run(FunctionIr function)
    {
        FunctionTree tree = new(function);
        UnionFind webs = InliningPlan.Webs(tree);
        int[] uses = new int[function.NextId];
        foreach (Operand operand in function.Body.DeepUses())
            if (operand is Value value) uses[value.Id]++;
        return function with { Body = Sink(tree.Root, webs, uses) };
    }

    private static Region Sink(Scope scope, UnionFind webs, int[] uses)
    {
        HashSet<int> yielded = scope.Owner is null ? [] : [.. scope.Region.Yields.OfType<Value>().Where(v => uses[v.Id] == 1).Select(v => v.Id)];
        List<Node> order = [.. scope.Nodes];
        for (int i = order.Count - 1; i >= 0; i--)
        {
            if (order[i].Statement is not Let let || !yielded.Contains(let.Result.Id) || Purity.MayThrow(let)) continue;
            int web = webs.Find(let.Result.Id);
            HashSet<int> read = [.. let.Arguments.OfType<Value>().Select(v => webs.Find(v.Id))];
            int end = i + 1;
            while (end < order.Count && !order[end].Nested().Any(n => n.Results.Any(r => read.Contains(webs.Find(r.Id))))) end++;
            if (!order.Skip(i + 1).Take(end - i - 1).Any(n => Reads(n, web, webs))) continue;
            order.Insert(end, order[i]);
            order.RemoveAt(i);
        }
        List<Statement> statements = [.. order.Select(n => Rebuild(n, webs, uses))];
        // What follows a throw has no node and is not reached.
        for (int i = order.Count; i < scope.Region.Body.Count; i++) statements.Add(scope.Region.Body[i]);
        return scope.Region with { Body = statements };
    }

    private static Statement Rebuild(Node node, UnionFind webs, int[] uses) => node.Statement switch
    {
        If s => s with { Then = Sink(node.Children[0], webs, uses), Else = Sink(node.Children[1], webs, uses) },
        For s => s with { Body = Sink(node.Children[0], webs, uses) },
        While s => s with { Body = Sink(node.Children[1], webs, uses) },
        _ => node.Statement,
    };

    private static bool Reads(Node node, int web, UnionFind webs) => node.Nested()
        .SelectMany(n => n.Operands.Concat(n.Children.SelectMany(c => c.Region.Yields)))
        .OfType<Value>().Any(v => webs.Find(v.Id) == web);
}
