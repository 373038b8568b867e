using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Which tensors surely have one shape: a function of the elements of tensors has the shape to which those are broadcast, and that of functions of functions is the one to which all tensors at the leaves are. Two tensors of
/// the same leaves have one shape. Where an operand may have been broadcast, its cotangent is summed to its own shape, and what is smaller than the result has its tangent broadcast.
/// </summary>
/// <remarks>Forward. Example: in <c>e = Exp(x); y = e * x + b</c> e and e · x have the leaf x, y has x and b. Operations that are given a shape have the leaves of the tensor whose shape it is.</remarks>
internal sealed class TensorShapes(RegionTree tree)
{
    private static readonly HashSet<string> Keeping =
    [
        "Tensor.Softmax", "Tensor.LogSoftmax", "Tensor.CumulativeSum", "Tensor.CumulativeProduct", "Tensor.Flip", "Tensor.Tril", "Tensor.Triu", "Tensor.View", "Tensor.Contiguous", "Tensor.Clone",
        "Tensor.AddTerms", "Tensor.Recurrence", "Tensor.ShiftDown", "Tensor.ShiftUp", "Tensor.ZerosLike", "Tensor.OnesLike",
    ];

    // The operations that are given the shape of what they give, with its position among their operands.
    private static readonly Dictionary<string, int> Given = new()
    {
        ["Tensor.SumTo"] = 1,
        ["Tensor.BroadcastTo"] = 1,
        ["Tensor.ExpandReduced"] = 1,
        ["Tensor.Reshape"] = 1,
        ["Tensor.MatMulLeft"] = 1,
        ["Tensor.MatMulRight"] = 2,
        ["Tensor.Full"] = 0,
        ["Tensor.NarrowBack"] = 1,
        ["Tensor.TakeBack"] = 1,
        ["Tensor.GatherBack"] = 1,
        ["Tensor.SelectBack"] = 1,
    };

    private readonly Dictionary<int, HashSet<Operand>> _leaves = [];

    /// <summary>True if the operation applies to elements, with broadcasting.</summary>
    public static bool IsElementwise(Let let) => let.Result.Type is TensorType && TensorRules.Of(let.Op) is null or { IsElementwise: true };

    /// <summary>True if an operand of an operation on elements may be smaller than the result.</summary>
    public bool MayBeBroadcast(Let let, Operand operand) =>
        IsElementwise(let) && (operand.Type is not TensorType || MayDiffer(operand, let.Result));

    /// <summary>True unless two tensors surely have one shape.</summary>
    public bool MayDiffer(Operand a, Operand b) => !a.Equals(b) && !Leaves(a).SetEquals(Leaves(b));

    /// <summary>The tensors whose shapes, broadcast, are a tensor's shape.</summary>
    public HashSet<Operand> Leaves(Operand tensor)
    {
        if (tensor is not Value value) return [tensor];
        if (!_leaves.TryGetValue(value.Id, out HashSet<Operand>? known)) _leaves[value.Id] = known = Find(value);
        return known;
    }

    private HashSet<Operand> Find(Value value)
    {
        if (tree.DefinitionOf(value) is not Let let) return [value];
        if (Given.TryGetValue(let.Op.Name, out int position)) return OwnerOf(let.Arguments[position]) is { } owner ? Leaves(owner) : [value];
        Operand[] tensors = [.. let.Arguments.Where(a => a.Type is TensorType)];
        return IsElementwise(let) && tensors.Length > 0 ? [.. tensors.SelectMany(Leaves)]
            : Keeping.Contains(let.Op.Name) && tensors.Length > 0 && !tensors.Any(t => MayDiffer(t, tensors[0])) ? Leaves(tensors[0])
            : [value];
    }

    private Value? OwnerOf(Operand shape) => shape is Value value && tree.DefinitionOf(value) is Let { Arguments: [Value tensor] } let && let.Op.Equals(TensorRules.ShapeOf) ? tensor : null;
}
