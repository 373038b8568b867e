namespace AutoDiff;

/// <summary>What stands for one axis between the brackets of <c>x[1..3, .., ^1]</c>: a position, a range, a range with a step, or a new axis of length 1.</summary>
public readonly struct TensorIndex
{
    private TensorIndex(Kind kind, Index start, Index end, int step)
    {
        Selection = kind;
        Start = start;
        End = end;
        Step = step;
    }

    internal enum Kind : byte
    {
        Position,
        Range,
        NewAxis,
    }

    internal Kind Selection { get; }

    internal Index Start { get; }

    internal Index End { get; }

    internal int Step { get; }

    /// <summary>An axis of length 1 that the tensor does not have: <c>v[.., TensorIndex.NewAxis]</c> is a column.</summary>
    public static TensorIndex NewAxis => new(Kind.NewAxis, default, default, 1);

    /// <summary>Every so manieth position of a range.</summary>
    /// <param name="range">The range.</param>
    /// <param name="step">The distance from one position to the next, 1 or more.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1; <c>Flip</c> turns an axis round.</exception>
    public static TensorIndex Slice(Range range, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return new(Kind.Range, range.Start, range.End, step);
    }

    /// <summary>A position, which takes the axis away.</summary>
    /// <param name="position">The position from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative: <c>^1</c> is the last.</exception>
    public static implicit operator TensorIndex(int position) => new(Kind.Position, position, default, 1);

    /// <summary>A position counted from either end, which takes the axis away.</summary>
    /// <param name="position">The position.</param>
    public static implicit operator TensorIndex(Index position) => new(Kind.Position, position, default, 1);

    /// <summary>A range of positions.</summary>
    /// <param name="range">The range.</param>
    public static implicit operator TensorIndex(Range range) => new(Kind.Range, range.Start, range.End, 1);

    /// <summary>As it is written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Selection switch
    {
        Kind.Position => Start.ToString(),
        Kind.Range when Step != 1 => $"Slice({Start}..{End}, {Step})",
        Kind.Range => $"{Start}..{End}",
        _ => nameof(NewAxis),
    };
}
