using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>A region with an identity and its place in the function; the records of the IR compare by content and have neither.</summary>
internal sealed class Scope
{
    /// <param name="order">Counts the statements and ends of scopes in the order of the text.</param>
    public Scope(Region region, Node? owner, ref int order)
    {
        Region = region;
        Owner = owner;
        Depth = owner is null ? 0 : owner.Scope.Depth + 1;
        List<Node> nodes = [];
        foreach (Statement statement in region.Body)
        {
            Node node = new(statement, this, nodes.Count, ref order);
            nodes.Add(node);
            EndsInThrow = statement is Throw || (statement is If && node.Children[0].EndsInThrow && node.Children[1].EndsInThrow);
            // What follows is not reached, and C# would warn about it.
            if (EndsInThrow) break;
        }
        Nodes = nodes;
        EndOrder = order++;
    }

    public Region Region { get; }

    /// <summary>The statement that the region belongs to; null for the function's body.</summary>
    public Node? Owner { get; }

    public int Depth { get; }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Where its yields stand in the order of the text.</summary>
    public int EndOrder { get; }

    /// <summary>Control does not reach the end: the yields mean nothing.</summary>
    public bool EndsInThrow { get; }

    /// <summary>The yields, if control reaches them.</summary>
    public IReadOnlyCollection<Operand> Yields => EndsInThrow ? [] : Region.Yields;

    public static Scope CommonAncestor(Scope a, Scope b)
    {
        while (a != b)
            if (a.Depth >= b.Depth) a = a.Owner!.Scope;
            else b = b.Owner!.Scope;
        return a;
    }
}

/// <summary>A statement with an identity and its place in the function.</summary>
internal sealed class Node
{
    public Node(Statement statement, Scope scope, int index, ref int order)
    {
        Order = order++;
        Statement = statement;
        Scope = scope;
        Index = index;
        Children = statement switch
        {
            If s => [new(s.Then, this, ref order), new(s.Else, this, ref order)],
            For s => [new(s.Body, this, ref order)],
            While s => [new(s.Condition, this, ref order), new(s.Body, this, ref order)],
            _ => [],
        };
    }

    public Statement Statement { get; }

    public Scope Scope { get; }

    public int Index { get; }

    /// <summary>Its place in the order of the text.</summary>
    public int Order { get; }

    /// <summary>If: then, else. For: the body. While: the condition, the body.</summary>
    public IReadOnlyList<Scope> Children { get; }

    public bool IsLoop => Statement is For or While;

    /// <summary>This node and all nodes nested in it.</summary>
    public IEnumerable<Node> Nested()
    {
        yield return this;
        foreach (Scope child in Children)
            foreach (Node node in child.Nodes)
                foreach (Node nested in node.Nested()) yield return nested;
    }

    /// <summary>The values that the statement itself defines after it; not those inside its regions.</summary>
    public IEnumerable<Value> Results => Statement.Definitions();

    /// <summary>The operands that the statement itself reads; a region's yields belong to the region.</summary>
    public IEnumerable<Operand> Operands => Statement.Uses();
}

/// <summary>The function as a tree, with the definition of each value.</summary>
internal sealed class FunctionTree
{
    public FunctionTree(FunctionIr function)
    {
        Function = function;
        int order = 0;
        Root = new(function.Body, null, ref order);
        Nodes = Root.Nodes.SelectMany(n => n.Nested()).ToArray();
        Node?[] definitions = new Node?[function.NextId];
        foreach (Node node in Nodes)
            foreach (Value result in node.Results) definitions[result.Id] = node;
        Definitions = definitions;
    }

    public FunctionIr Function { get; }

    public Scope Root { get; }

    /// <summary>All nodes in the order of the text.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>By value id: the statement that the value is a result of; null for parameters of the function and of regions and for loop counters.</summary>
    public IReadOnlyList<Node?> Definitions { get; }

    /// <summary>Every value of the function.</summary>
    public IEnumerable<Value> Values()
    {
        foreach (Parameter parameter in Function.Parameters) yield return parameter.Value;
        foreach (Node node in Nodes)
        {
            foreach (Value result in node.Results) yield return result;
            if (node.Statement is For loop) yield return loop.Index;
            foreach (Scope child in node.Children)
                foreach (Value parameter in child.Region.Parameters) yield return parameter;
        }
    }

    /// <summary>The pairs (variable, what is copied into it) by which values flow through the ends of regions and into loops.</summary>
    public IEnumerable<(Value Target, Operand Source, Node Node)> Flows()
    {
        foreach (Node node in Nodes)
        {
            switch (node.Statement)
            {
                case If s:
                    foreach (Scope branch in node.Children)
                        foreach ((Value target, Operand source) in s.Results.Zip(branch.Yields, (r, y) => (r, y))) yield return (target, source, node);
                    break;
                case For s:
                    foreach ((Value target, Operand source) in s.Body.Parameters.Zip(node.Children[0].Yields, (p, y) => (p, y))) yield return (target, source, node);
                    foreach ((Value target, Operand source) in s.Body.Parameters.Zip(s.Initial, (p, i) => (p, i))) yield return (target, source, node);
                    break;
                case While s:
                    foreach ((Value target, Operand source) in s.Body.Parameters.Zip(node.Children[1].Yields, (p, y) => (p, y))) yield return (target, source, node);
                    foreach ((Value target, Operand source) in s.Body.Parameters.Zip(s.Initial, (p, i) => (p, i))) yield return (target, source, node);
                    break;
            }
        }
    }

    /// <summary>For each loop the values that are one and the same variable by construction: a carried value as the regions' parameter and as the result.</summary>
    public IEnumerable<(Value First, Value Second)> Identities()
    {
        foreach (Node node in Nodes)
        {
            if (node.Statement is For f)
            {
                for (int k = 0; k < f.Results.Count; k++) yield return (f.Body.Parameters[k], f.Results[k]);
            }
            else if (node.Statement is While w)
            {
                for (int k = 0; k < w.Results.Count; k++)
                {
                    yield return (w.Body.Parameters[k], w.Results[k]);
                    yield return (w.Body.Parameters[k], w.Condition.Parameters[k]);
                }
            }
        }
    }
}
