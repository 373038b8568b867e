using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>What generated code that runs several iterations of a loop at once does with integers that they share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>The index.</summary>
    /// <exception cref="IndexOutOfRangeException">It is not below the count.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int InBounds(int index, int count)
    {
        if ((uint)index >= (uint)count) LaneChecks.Throw();
        return index;
    }
}

/// <summary>Which lanes count: iterations that do not fill a vector run in one with those before them, which run once more, in the first lanes. One function is compiled for all lanes, and for the last.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes
{
    /// <summary>The number of the first lanes that do not count.</summary>
    int Skipped { get; }
}

/// <summary>All lanes count.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AllLanes : ILanes
{
    /// <inheritdoc/>
    public int Skipped => 0;
}

/// <summary>The last lanes count.</summary>
/// <param name="skipped">The number of the others.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LastLanes(int skipped) : ILanes
{
    /// <inheritdoc/>
    public int Skipped => skipped;
}
