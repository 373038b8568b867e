using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// A primitive with its partial derivatives, one for each operand; null where the primitive is locally constant in that operand
/// (Floor) or the operand is not a real number (the exponent of ScaleB).
/// </summary>
/// <param name="IsSingular">True if a partial can be infinite or NaN where the operands and the result are finite (Sqrt at 0).</param>
/// <param name="Note">The convention at a kink, for the documentation.</param>
internal sealed record ScalarRule(Primitive Primitive, EquatableArray<Expression?> Partials, bool IsSingular = false, string? Note = null)
{
    /// <summary>Of a function that only tensors have: what it is of an element, in functions of numbers. Null where those are not enough.</summary>
    public Expression? Definition { get; init; }
}
