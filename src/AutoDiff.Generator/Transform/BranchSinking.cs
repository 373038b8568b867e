using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Moves a pure operation into the only arm of an If that reads its result. So a value that is computed but not selected gets no adjoint at
/// all: in <c>double s = Math.Sqrt(x); return x &gt; 0 ? s : 0;</c> the derivative of the root, infinite at 0, belongs to the first arm alone.
/// </summary>
internal static class BranchSinking
{
    public static FunctionIr Run(FunctionIr function) => function with { Body = Sink(function.Body) };

    private static Region Sink(Region region)
    {
        // From the last statement to the first, so that what a sunk statement reads can sink after it.
        LinkedList<Statement> statements = new(region.Body);
        for (LinkedListNode<Statement>? node = statements.Last; node is not null;)
        {
            LinkedListNode<Statement>? previous = node.Previous;
            if (node.Value is Let let && !region.Yields.Contains(let.Result) && OnlyReader(node, let.Result) is { } reader)
            {
                If branch = (If)reader.Value;
                bool then = Reads(branch.Then, let.Result);
                Region arm = then ? branch.Then : branch.Else;
                arm = arm with { Body = new Statement[] { let }.Concat(arm.Body).ToEquatableArray() };
                reader.Value = then ? branch with { Then = arm } : branch with { Else = arm };
                statements.Remove(node);
            }
            node = previous;
        }
        return region with { Body = statements.Select(SinkInside).ToEquatableArray() };
    }

    private static Statement SinkInside(Statement statement) => statement switch
    {
        If s => s with { Then = Sink(s.Then), Else = Sink(s.Else) },
        For s => s with { Body = Sink(s.Body) },
        While s => s with { Body = Sink(s.Body) },
        _ => statement,
    };

    // The one later If that reads the value, in one of its arms and not in its condition.
    private static LinkedListNode<Statement>? OnlyReader(LinkedListNode<Statement> definition, Value value)
    {
        LinkedListNode<Statement>? found = null;
        for (LinkedListNode<Statement>? node = definition.Next; node is not null; node = node.Next)
        {
            if (node.Value.Uses().Contains(value)) return null;
            if (!node.Value.Regions().Any(r => Reads(r, value))) continue;
            if (found is not null || node.Value is not If branch || (Reads(branch.Then, value) && Reads(branch.Else, value))) return null;
            found = node;
        }
        return found;
    }

    private static bool Reads(Region region, Value value) => region.DeepUses().Contains(value);
}
