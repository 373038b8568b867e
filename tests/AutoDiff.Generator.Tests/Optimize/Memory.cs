namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>An array, span or reference while a function is evaluated: a window on shared elements.</summary>
internal sealed class Memory(object?[] elements, int start, int count, int[]? dimensions = null)
{
    public int Count => count;

    public int[] Dimensions => dimensions ?? [count];

    public static Memory Of(params double[] values) => new([.. values.Select(v => (object?)v)], 0, values.Length);

    public ref object? At(params ReadOnlySpan<int> indices)
    {
        int flat = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)Dimensions[i]) throw new IndexOutOfRangeException();
            flat = flat * Dimensions[i] + indices[i];
        }
        return ref elements[start + flat];
    }

    public Memory Slice(int from, int length) =>
        from >= 0 && length >= 0 && from + length <= count ? new(elements, start + from, length) : throw new ArgumentOutOfRangeException(nameof(from));
}
