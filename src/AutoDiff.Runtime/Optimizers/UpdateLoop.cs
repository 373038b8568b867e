using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>An optimizer's formula for one parameter, for as many elements at once as a vector holds.</summary>
internal interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>How many buffers the formula reads and writes, 0 to 3.</summary>
    static abstract int BufferCount { get; }

    void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third);
}

/// <summary>Applies a formula in one pass over a parameter, its gradient and its buffers.</summary>
internal static class UpdateLoop
{
    public static void Run<T, TRule>(TRule rule, Span<T> value, ReadOnlySpan<T> gradient, Span<T> first = default, Span<T> second = default, Span<T> third = default)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        int width = Vector<T>.Count, length = value.Length, i = 0;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, TRule.BufferCount > 0 ? length : 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, TRule.BufferCount > 1 ? length : 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(third.Length, TRule.BufferCount > 2 ? length : 0);
        ref T v = ref MemoryMarshal.GetReference(value);
        ref T g = ref MemoryMarshal.GetReference(gradient);
        ref T a = ref MemoryMarshal.GetReference(first);
        ref T b = ref MemoryMarshal.GetReference(second);
        ref T c = ref MemoryMarshal.GetReference(third);
        for (; i <= length - width; i += width)
        {
            nuint at = (nuint)i;
            Vector<T> x = Vector.LoadUnsafe(ref v, at), dx = Vector.LoadUnsafe(ref g, at);
            Vector<T> s = TRule.BufferCount > 0 ? Vector.LoadUnsafe(ref a, at) : default;
            Vector<T> t = TRule.BufferCount > 1 ? Vector.LoadUnsafe(ref b, at) : default;
            Vector<T> u = TRule.BufferCount > 2 ? Vector.LoadUnsafe(ref c, at) : default;
            rule.Update(ref x, dx, ref s, ref t, ref u);
            x.StoreUnsafe(ref v, at);
            if (TRule.BufferCount > 0) s.StoreUnsafe(ref a, at);
            if (TRule.BufferCount > 1) t.StoreUnsafe(ref b, at);
            if (TRule.BufferCount > 2) u.StoreUnsafe(ref c, at);
        }
        if (i == length) return;

        // The last elements in vectors that are filled up; what becomes of the filling is nobody's concern.
        Vector<T> lastValue = Padded(value[i..]), lastFirst = TRule.BufferCount > 0 ? Padded(first[i..]) : default;
        Vector<T> lastSecond = TRule.BufferCount > 1 ? Padded(second[i..]) : default, lastThird = TRule.BufferCount > 2 ? Padded(third[i..]) : default;
        rule.Update(ref lastValue, Padded(gradient[i..]), ref lastFirst, ref lastSecond, ref lastThird);
        CopyTo(lastValue, value[i..]);
        if (TRule.BufferCount > 0) CopyTo(lastFirst, first[i..]);
        if (TRule.BufferCount > 1) CopyTo(lastSecond, second[i..]);
        if (TRule.BufferCount > 2) CopyTo(lastThird, third[i..]);
    }

    private static Vector<T> Padded<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        Span<T> padded = stackalloc T[Vector<T>.Count];
        padded.Clear();
        elements.CopyTo(padded);
        return new(padded);
    }

    private static void CopyTo<T>(Vector<T> vector, Span<T> elements)
        where T : unmanaged
    {
        for (int i = 0; i < elements.Length; i++) elements[i] = vector[i];
    }
}
