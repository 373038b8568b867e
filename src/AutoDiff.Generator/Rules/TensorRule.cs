using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Rules;

/// <summary>What an operation on tensors gives.</summary>
internal enum TensorResult
{
    /// <summary>A tensor of the operands' element type.</summary>
    Tensor,

    /// <summary>A number of the operands' element type.</summary>
    Number,

    /// <summary>A tensor of positions.</summary>
    Positions,

    /// <summary>An <c>int</c>.</summary>
    Count,
}

/// <summary>
/// An operation on tensors that is no function of their elements alone, with its derivative: for each operand the pullback, its contribution to the operand's cotangent as a function of
/// the result's, and the pushforward, its contribution to the result's tangent as a function of the operand's. In both <see cref="Expression.Seed"/> is that cotangent or tangent; null
/// where the operand is a constant (axes, shapes). Both are expressions over operations of the same kind, so they can be differentiated again.
/// </summary>
internal sealed record TensorRule(Primitive Primitive, TensorResult Result, EquatableArray<Expression?> Pullbacks, EquatableArray<Expression?> Pushforwards)
{
    /// <summary>True if the operation is linear in all operands that are no constants together: the tangent is the operation of the tangents.</summary>
    public bool IsJointlyLinear { get; init; }
}
