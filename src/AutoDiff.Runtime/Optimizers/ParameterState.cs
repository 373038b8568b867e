using System.Numerics;

namespace AutoDiff;

/// <summary>What an optimizer keeps for one parameter from step to step.</summary>
/// <typeparam name="T">The type that the update is computed in: the elements', or <see cref="float"/> for those of <see cref="Half"/>.</typeparam>
public sealed class ParameterState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _length;

    internal ParameterState(int length) => _length = length;

    /// <summary>How many times the parameter was updated, the present time included.</summary>
    public long StepCount { get; internal set; }

    internal SortedList<string, T[]> Buffers { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers, one for each element of the parameter, that are kept from step to step and saved with the optimizer.</summary>
    /// <param name="name">The buffer's name.</param>
    /// <param name="isNew">Whether it was made just now; it holds zeros then.</param>
    /// <returns>The numbers.</returns>
    public Span<T> Buffer(string name, out bool isNew)
    {
        isNew = !Buffers.TryGetValue(name, out T[]? buffer);
        if (isNew) Buffers.Add(name, buffer = new T[_length]);
        return buffer;
    }

    /// <summary>Numbers, one for each element of the parameter, that are zero at first.</summary>
    /// <param name="name">The buffer's name.</param>
    /// <returns>The numbers.</returns>
    public Span<T> Buffer(string name) => Buffer(name, out _);
}
