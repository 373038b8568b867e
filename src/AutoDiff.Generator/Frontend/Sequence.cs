using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// What a query goes over, before anything runs: a number of positions, and at each of them an element, or none where a condition drops it. It holds no elements of
/// its own: its functions run where it is gone through, each time anew, as those of a LINQ query do.
/// </summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Count">How many positions there are.</param>
/// <param name="Visit">Lowers what gives the element at a position, and hands it on to the second argument.</param>
/// <param name="Functions">Those that run where it is gone through.</param>
internal sealed record Sequence(IrType Element, Operand Count, Action<Operand, Action<Operand>> Visit, IReadOnlyList<Callee> Functions)
{
    /// <summary>True if there is an element at each position.</summary>
    public bool IsDense { get; init; } = true;

    /// <summary>Its elements, where they are written one by one.</summary>
    public IReadOnlyList<Operand>? Items { get; init; }

    /// <summary>The array or span that it is.</summary>
    public Operand? Memory { get; init; }
}
