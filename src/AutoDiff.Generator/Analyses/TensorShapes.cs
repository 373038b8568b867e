using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Which tensors surely have one shape: a function of the elements of one tensor has its shape, and of several that have one shape it has that. Where an operand may have been
/// broadcast, its cotangent is summed to its own shape, and what is smaller than the result has its tangent broadcast.
/// </summary>
/// <remarks>Forward. Example: in <c>e = Exp(x); y = e * x + b</c> e and e · x have the shape of x, of y and b nothing is known.</remarks>
internal sealed class TensorShapes(RegionTree tree)
{
    private static readonly HashSet<string> Keeping =
    [
        "Tensor.Softmax", "Tensor.LogSoftmax", "Tensor.CumulativeSum", "Tensor.CumulativeProduct", "Tensor.Flip", "Tensor.Tril", "Tensor.Triu", "Tensor.View", "Tensor.Contiguous", "Tensor.Clone",
        "Tensor.AddTerms", "Tensor.Recurrence", "Tensor.ShiftDown", "Tensor.ShiftUp", "Tensor.ZerosLike", "Tensor.OnesLike",
    ];

    private readonly Dictionary<int, Operand> _representatives = [];

    /// <summary>True if the operation applies to elements, with broadcasting.</summary>
    public static bool IsElementwise(Let let) => let.Result.Type is TensorType && TensorRules.Of(let.Op) is null or { IsElementwise: true };

    /// <summary>True if an operand of an operation on elements may be smaller than the result.</summary>
    public bool MayBeBroadcast(Let let, Operand operand) =>
        IsElementwise(let) && (operand.Type is not TensorType || MayDiffer(operand, let.Result));

    /// <summary>True unless two tensors surely have one shape.</summary>
    public bool MayDiffer(Operand a, Operand b) => !RepresentativeOf(a).Equals(RepresentativeOf(b));

    private Operand RepresentativeOf(Operand tensor)
    {
        if (tensor is not Value value) return tensor;
        if (!_representatives.TryGetValue(value.Id, out Operand? known)) _representatives[value.Id] = known = Find(value);
        return known;
    }

    private Operand Find(Value value)
    {
        if (tree.DefinitionOf(value) is not Let let || !(IsElementwise(let) || Keeping.Contains(let.Op.Name))) return value;
        Operand[] shapes = [.. let.Arguments.Where(a => a.Type is TensorType).Select(RepresentativeOf).Distinct()];
        return shapes is [var only] ? only : value;
    }
}
