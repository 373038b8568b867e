using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The checks of indices of <see cref="Lanes512"/> and its narrower kin.</summary>
internal static class LaneChecks
{
    /// <summary>True unless all of the elements from <paramref name="start"/> on are inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOutside(int length, int start, int count) => (uint)start > (uint)length || length - start < count;

    /// <summary>Throws unless the first and the last of the lanes' elements, and so those between, are inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int length, int start, int stride, int count)
    {
        long last = start + ((long)(count - 1) * stride);
        if ((uint)start >= (uint)length || (ulong)last >= (ulong)length) Throw();
    }

    /// <summary>Throws unless the lanes' records are inside.</summary>
    /// <returns>How many elements follow the last of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CheckRecords(int length, int start, int stride, int count, int size)
    {
        long last = start + ((long)(count - 1) * stride), behind = length - Math.Max(start, last) - size;
        if (Math.Min(start, last) < 0 || behind < 0) Throw();
        return (int)behind;
    }

    // As the function of single numbers does.
    public static void ThrowNaN() => _ = Math.Sign(double.NaN);

    [DoesNotReturn]
    public static void Throw() => throw new IndexOutOfRangeException();
}
