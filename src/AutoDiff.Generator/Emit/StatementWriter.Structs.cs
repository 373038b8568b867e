using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Structs whose fields cannot be assigned: what writes a leaf makes the struct anew, writes of one struct that follow each other make it once.</summary>
internal sealed partial class StatementWriter
{
    private readonly HashSet<Node> _written = [];

    /// <summary>The struct of a write to a leaf that cannot be assigned.</summary>
    private static StructType? RebuiltStruct(Node node) =>
        Target(node.Statement) is var (array, indices) && ExpressionWriter.LeafOf(array, indices) is { IsAssignable: false } ? ExpressionWriter.StructOf(array.Type) : null;

    private static (Operand Array, IReadOnlyList<Operand> Indices)? Target(Statement statement) => statement switch
    {
        Store s => (s.Array, s.Indices),
        // The tensor in a sink stays, and is added to.
        Accumulate { Array.Type: RefType { TakesTerms: false }, Addend.Type: TensorType } => null,
        Accumulate s => (s.Array, s.Indices),
        _ => null,
    };

    // p = new P(p.X + xBar, y);
    private void WriteRebuilt(Node first, StructType type, CodeLines lines)
    {
        string whole = Whole(first);
        string?[] leaves = new string?[type.Leaves.Count];
        for (int i = first.Index; i < first.Scope.Nodes.Count; i++)
        {
            Node node = first.Scope.Nodes[i];
            if (inlining.IsSilent(node)) continue;
            if (RebuiltStruct(node) is not { } other || !other.Equals(type) || Whole(node) != whole) break;
            int leaf = ExpressionWriter.LeafNumber(Target(node.Statement)!.Value.Indices);
            if (leaves[leaf] is not null || (node != first && Reads(node, type))) break;
            leaves[leaf] = node.Statement switch
            {
                Store s => expressions.Bare(s.Stored),
                Accumulate { Addend.Type: TensorType } s => Terms($"{whole}.{type.Leaves[leaf].Path}", s.Addend),
                Accumulate s => Sum($"{whole}.{type.Leaves[leaf].Path}", s.Addend),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            _written.Add(node);
        }
        lines.Statement($"{whole} = {type.Construct([.. leaves.Select((text, i) => text ?? $"{whole}.{type.Leaves[i].Path}")])};");
    }

    private string Whole(Node node)
    {
        (Operand array, IReadOnlyList<Operand> indices) = Target(node.Statement)!.Value;
        return expressions.Structure(array, indices);
    }

    // Either may be null, which is zero.
    private string Terms(string target, Operand addend) => $"{expressions.Qualified("AutoDiff", "Tensor")}.AddTerms({target}, {expressions.Typed(addend)})";

    private string Sum(string target, Operand addend)
    {
        Term term = expressions.Write(addend, bare: true);
        return $"{target} + {(term.Text[0] == '-' ? $"({term.Text})" : term.In(Precedence.Multiplicative))}";
    }

    /// <summary>True if what a write writes is read from memory of such structs at the place of the write.</summary>
    private bool Reads(Node node, StructType type) => node.Operands.Any(o => Reads(o, type));

    private bool Reads(Operand operand, StructType type) => operand is Value value && inlining.IsInlined(value)
        && tree.Definitions[value.Id]!.Nested().Any(n => (n.Statement is Load load && type.Equals(ExpressionWriter.StructOf(load.Array.Type))) || n.Operands.Any(o => Reads(o, type)));
}
