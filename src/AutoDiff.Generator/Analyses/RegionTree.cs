using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// A region with its place in the function. <see cref="Owner"/> is the statement that holds it (null for the body);
/// <see cref="Position"/> the owner's index in the parent region's body.
/// </summary>
internal sealed class RegionNode(Region region, RegionNode? parent, Statement? owner, int position)
{
    public Region Region { get; } = region;
    public RegionNode? Parent { get; } = parent;
    public Statement? Owner { get; } = owner;
    public int Position { get; } = position;

    /// <summary>True for the body (or condition) of a loop.</summary>
    public bool IsLoop => Owner is For or While;

    /// <summary>The region itself, then its parents, outwards.</summary>
    public IEnumerable<RegionNode> Chain()
    {
        for (RegionNode? node = this; node is not null; node = node.Parent) yield return node;
    }

    public bool IsInside(RegionNode ancestor) => Chain().Contains(ancestor);
}

/// <summary>
/// Where everything is: the region and the statement that define each value, and the region of each statement.
/// Order numbers statements in program order (a compound statement before its content), so "later" is a comparison.
/// </summary>
internal sealed class RegionTree
{
    private readonly Dictionary<int, (RegionNode Region, Statement? Statement)> _definitions = [];
    private readonly Dictionary<Statement, (RegionNode Region, int Order, int End)> _statements = new(ReferenceComparer<Statement>.Instance);
    private readonly Dictionary<Region, RegionNode> _nodes = new(ReferenceComparer<Region>.Instance);
    private int _order;

    public RegionTree(FunctionIr function)
    {
        Function = function;
        Body = new RegionNode(function.Body, null, null, 0);
        foreach (Parameter parameter in function.Parameters) _definitions[parameter.Value.Id] = (Body, null);
        Visit(Body);
    }

    public FunctionIr Function { get; }

    public RegionNode Body { get; }

    public IEnumerable<Statement> Statements => _statements.Keys;

    public IEnumerable<RegionNode> Regions => _nodes.Values;

    /// <summary>The region in which a value is defined: a loop's counter and carried values in the loop's body.</summary>
    public RegionNode RegionOf(Value value) => _definitions[value.Id].Region;

    /// <summary>The statement that defines a value; null for parameters of the function. A loop defines its counter, its body's parameters and its results.</summary>
    public Statement? DefinitionOf(Value value) => _definitions[value.Id].Statement;

    public RegionNode RegionOf(Statement statement) => _statements[statement].Region;

    public int OrderOf(Statement statement) => _statements[statement].Order;

    public RegionNode Node(Region region) => _nodes[region];

    /// <summary>True if the statement is the other one, or nested in it.</summary>
    public bool IsWithin(Statement statement, Statement outer)
    {
        int order = OrderOf(statement);
        (_, int start, int end) = _statements[outer];
        return order >= start && order < end;
    }

    /// <summary>The indices of a load, store or accumulation from the outermost array down to the element; null through a slice.</summary>
    public List<Operand>? PathOf(Statement access)
    {
        List<Operand> path = [.. IrWalk.IndicesOf(access)];
        Operand array = IrWalk.ArrayOf(access);
        while (array is Value value && DefinitionOf(value) is { } definition)
        {
            switch (definition)
            {
                case Load row:
                    path.InsertRange(0, row.Indices);
                    array = row.Array;
                    break;
                case Allocate: return path;
                default: return null;
            }
        }
        return path;
    }

    /// <summary>The statement itself or the compound one around it that stands directly in a region; null if it is not inside.</summary>
    public Statement? AncestorIn(Statement statement, RegionNode region)
    {
        RegionNode node = RegionOf(statement);
        while (node != region)
        {
            if (node.Owner is null) return null;
            statement = node.Owner;
            node = node.Parent!;
        }
        return statement;
    }

    /// <summary>
    /// True if the second may run after the first, once or in a later iteration of a loop inside <paramref name="scope"/> that holds
    /// both. The arms of one If exclude each other unless such a loop surrounds it.
    /// </summary>
    public bool MayFollow(Statement first, Statement second, RegionNode scope)
    {
        RegionNode common = RegionOf(first).Chain().First(n => RegionOf(second).IsInside(n));
        if (common.Chain().TakeWhile(n => n != scope).Any(n => n.IsLoop)) return true;
        Statement a = AncestorIn(first, common)!, b = AncestorIn(second, common)!;
        return ReferenceEquals(a, b) ? a is While : OrderOf(a) < OrderOf(b);
    }

    private void Visit(RegionNode node)
    {
        _nodes[node.Region] = node;
        int position = 0;
        foreach (Statement statement in node.Region.Body)
        {
            int order = _order++;
            foreach (Value value in statement.Definitions()) _definitions[value.Id] = (node, statement);
            foreach (Region inner in statement.Regions())
            {
                RegionNode child = new(inner, node, statement, position);
                foreach (Value parameter in inner.Parameters) _definitions[parameter.Id] = (child, statement);
                if (statement is For loop) _definitions[loop.Index.Id] = (child, statement);
                Visit(child);
            }
            _statements[statement] = (node, order, _order);
            position++;
        }
    }
}
