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

/// <summary>Of which elements a rule holds.</summary>
internal enum ElementKind
{
    /// <summary>Of real and complex ones. A pullback, which is written for reals, then reads the conjugates of the operands and of the result.</summary>
    Any,

    /// <summary>Of real ones.</summary>
    Real,

    /// <summary>Of complex ones, or of any, just as it is written.</summary>
    Complex,
}

/// <summary>
/// An operation on tensors that is no function of their elements alone, or none of real ones, with its derivative: for each operand the pullback, its contribution to the operand's cotangent as a function of
/// the result's, and the pushforward, its contribution to the result's tangent as a function of the operand's. In both <see cref="Expression.Seed"/> is that cotangent or tangent; null
/// where the operand is a constant (axes, shapes). Both are expressions over operations of the same kind, so they can be differentiated again.
/// </summary>
internal sealed record TensorRule(Primitive Primitive, TensorResult Result, EquatableArray<Expression?> Pullbacks, EquatableArray<Expression?> Pushforwards)
{
    /// <summary>True if the operation is linear in all operands that are no constants together: the tangent is the operation of the tangents.</summary>
    public bool IsJointlyLinear { get; init; }

    /// <summary>True for a function of elements, with broadcasting: where an operand is broadcast, its contribution is summed to the operand's shape.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>Of which elements it holds.</summary>
    public ElementKind Elements { get; init; } = ElementKind.Any;

    /// <summary>The convention at a kink, for the documentation.</summary>
    public string? Note { get; init; }
}
