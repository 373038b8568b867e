using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>
/// Memory as code sees it that runs several iterations of a loop at once, each in a lane of a vector: generated code calls these. Every access is checked like that of
/// an element; one with a mask touches only the elements of lanes in which all bits of the mask are set. An access is at an index and a distance (<c>stride</c>) from lane to lane, or at an index
/// for each lane. Integers have the width of the floating-point numbers beside them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes512
{
    /// <summary>The elements from <paramref name="start"/> on.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<T>(ReadOnlySpan<T> source, int start)
    {
        if (LaneChecks.IsOutside(source.Length, start, Vector512<T>.Count)) LaneChecks.Throw();
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)start);
    }

    /// <inheritdoc cref="Load{T}(ReadOnlySpan{T}, int)"/>
    /// <returns>They, and 0 where the mask is not set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<T>(ReadOnlySpan<T> source, int start, Vector512<T> mask) =>
        LaneChecks.IsOutside(source.Length, start, Vector512<T>.Count)
            ? Pick(source, start, 1, mask)
            : mask & Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)start);

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    /// <returns>They, and 0 where the mask is not set.</returns>
    public static Vector512<T> Load<T>(ReadOnlySpan<T> source, int start, int stride, Vector512<T> mask) => Pick(source, start, stride, mask);

    /// <summary>Writes the elements from <paramref name="start"/> on.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Span<T> target, int start, Vector512<T> value)
    {
        if (LaneChecks.IsOutside(target.Length, start, Vector512<T>.Count)) LaneChecks.Throw();
        value.StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)start);
    }

    /// <inheritdoc cref="Store{T}(Span{T}, int, Vector512{T})"/>
    public static void Store<T>(Span<T> target, int start, Vector512<T> mask, Vector512<T> value)
    {
        if (LaneChecks.IsOutside(target.Length, start, Vector512<T>.Count) || !TryStore(ref target[start], mask, value)) Store(target, start, 1, mask, value);
    }

    /// <summary>Writes the elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Span<T> target, int start, int stride, Vector512<T> value)
    {
        LaneChecks.Check(target.Length, start, stride, Vector512<T>.Count);
        ref T element = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), start);
        for (int lane = 0; lane < Vector512<T>.Count; lane++) Unsafe.Add(ref element, (nint)lane * stride) = value.GetElement(lane);
    }

    /// <inheritdoc cref="Store{T}(Span{T}, int, int, Vector512{T})"/>
    public static void Store<T>(Span<T> target, int start, int stride, Vector512<T> mask, Vector512<T> value)
    {
        ulong bits = mask.ExtractMostSignificantBits();
        for (int lane = 0; lane < Vector512<T>.Count; lane++)
            if ((bits >> lane & 1) != 0) target[start + (lane * stride)] = value.GetElement(lane);
    }

    /// <summary>Adds to the elements from <paramref name="start"/> on.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(Span<T> target, int start, Vector512<T> value)
    {
        if (LaneChecks.IsOutside(target.Length, start, Vector512<T>.Count)) LaneChecks.Throw();
        ref T first = ref MemoryMarshal.GetReference(target);
        (Vector512.LoadUnsafe(ref first, (nuint)start) + value).StoreUnsafe(ref first, (nuint)start);
    }

    /// <inheritdoc cref="Add{T}(Span{T}, int, Vector512{T})"/>
    public static void Add<T>(Span<T> target, int start, Vector512<T> mask, Vector512<T> value)
        where T : System.Numerics.IAdditionOperators<T, T, T>
    {
        if (LaneChecks.IsOutside(target.Length, start, Vector512<T>.Count) || !TryStore(ref target[start], mask, Vector512.LoadUnsafe(ref target[start], 0) + value))
            Add(target, start, 1, mask, value);
    }

    /// <summary>Adds to the elements from <paramref name="start"/> on, at a distance from each other, which may be 0.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(Span<T> target, int start, int stride, Vector512<T> value)
        where T : System.Numerics.IAdditionOperators<T, T, T>
    {
        LaneChecks.Check(target.Length, start, stride, Vector512<T>.Count);
        ref T element = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), start);
        for (int lane = 0; lane < Vector512<T>.Count; lane++) Unsafe.Add(ref element, (nint)lane * stride) += value.GetElement(lane);
    }

    /// <inheritdoc cref="Add{T}(Span{T}, int, int, Vector512{T})"/>
    public static void Add<T>(Span<T> target, int start, int stride, Vector512<T> mask, Vector512<T> value)
        where T : System.Numerics.IAdditionOperators<T, T, T>
    {
        ulong bits = mask.ExtractMostSignificantBits();
        for (int lane = 0; lane < Vector512<T>.Count; lane++)
            if ((bits >> lane & 1) != 0) target[start + (lane * stride)] += value.GetElement(lane);
    }

    /// <summary>Adds to the elements at an index for each lane, one lane after the other: indices may be equal.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    public static void Add(Span<double> target, Vector512<long> indices, Vector512<double> value)
    {
        for (int lane = 0; lane < Vector512<double>.Count; lane++) target[(int)indices.GetElement(lane)] += value.GetElement(lane);
    }

    /// <inheritdoc cref="Add(Span{double}, Vector512{long}, Vector512{double})"/>
    public static void Add(Span<float> target, Vector512<int> indices, Vector512<float> value)
    {
        for (int lane = 0; lane < Vector512<float>.Count; lane++) target[indices.GetElement(lane)] += value.GetElement(lane);
    }

    /// <inheritdoc cref="Add(Span{double}, Vector512{long}, Vector512{double})"/>
    public static void Add(Span<double> target, Vector512<long> indices, Vector512<double> mask, Vector512<double> value)
    {
        ulong bits = mask.ExtractMostSignificantBits();
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
            if ((bits >> lane & 1) != 0) target[(int)indices.GetElement(lane)] += value.GetElement(lane);
    }

    /// <inheritdoc cref="Add(Span{double}, Vector512{long}, Vector512{double})"/>
    public static void Add(Span<float> target, Vector512<int> indices, Vector512<float> mask, Vector512<float> value)
    {
        ulong bits = mask.ExtractMostSignificantBits();
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
            if ((bits >> lane & 1) != 0) target[indices.GetElement(lane)] += value.GetElement(lane);
    }

    /// <summary>The elements at an index for each lane in which the mask is set, and 0 in the others.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    public static Vector512<double> Load(ReadOnlySpan<double> source, Vector512<long> indices, Vector512<double> mask)
    {
        ulong bits = mask.ExtractMostSignificantBits();
        Vector512<double> lanes = default;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
            if ((bits >> lane & 1) != 0) lanes = lanes.WithElement(lane, source[(int)indices.GetElement(lane)]);
        return lanes;
    }

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, Vector512{long}, Vector512{double})"/>
    public static Vector512<float> Load(ReadOnlySpan<float> source, Vector512<int> indices, Vector512<float> mask)
    {
        ulong bits = mask.ExtractMostSignificantBits();
        Vector512<float> lanes = default;
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
            if ((bits >> lane & 1) != 0) lanes = lanes.WithElement(lane, source[indices.GetElement(lane)]);
        return lanes;
    }

    /// <summary>-1, 0 or 1: the sign of each number.</summary>
    /// <exception cref="ArithmeticException">One is not a number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Sign(Vector512<double> value)
    {
        if (Any(~Vector512.Equals(value, value))) LaneChecks.ThrowNaN();
        return Vector512.LessThan(value, Vector512<double>.Zero).AsInt64() - Vector512.GreaterThan(value, Vector512<double>.Zero).AsInt64();
    }

    /// <inheritdoc cref="Sign(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Sign(Vector512<float> value)
    {
        if (Any(~Vector512.Equals(value, value))) LaneChecks.ThrowNaN();
        return Vector512.LessThan(value, Vector512<float>.Zero).AsInt32() - Vector512.GreaterThan(value, Vector512<float>.Zero).AsInt32();
    }

    /// <summary>The signs of the numbers where the mask is set, and 0 elsewhere.</summary>
    /// <exception cref="ArithmeticException">One of them is not a number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Sign(Vector512<double> value, Vector512<double> mask) => Sign(value & mask);

    /// <inheritdoc cref="Sign(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Sign(Vector512<float> value, Vector512<float> mask) => Sign(value & mask);

    /// <summary>True if the mask is set in a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any<T>(Vector512<T> mask) => mask.ExtractMostSignificantBits() != 0;

    /// <summary>The sum of the lanes that count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum<TLanes>(Vector512<double> value, TLanes lanes)
        where TLanes : struct, ILanes =>
        Sum(Counted(value, lanes));

    /// <inheritdoc cref="Sum{TLanes}(Vector512{double}, TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TLanes>(Vector512<float> value, TLanes lanes)
        where TLanes : struct, ILanes =>
        Sum(Counted(value, lanes));

    /// <summary>The vector in the lanes that count, and −0 in the others: whatever that is added to stays what it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Counted<T, TLanes>(Vector512<T> value, TLanes lanes)
        where T : System.Numerics.IFloatingPointIeee754<T>
        where TLanes : struct, ILanes
    {
        if (lanes.Skipped == 0) return value;
        Vector512<T> skipped = Vector512.LessThan(Vector512.CreateSequence(T.Zero, T.One), Vector512.Create(T.CreateTruncating(lanes.Skipped)));
        return Vector512.ConditionalSelect(skipped, Vector512.Create(T.NegativeZero), value);
    }

    /// <summary>A mask that is set in all lanes, or in none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Mask<T>(bool value) => value ? Vector512<T>.AllBitsSet : Vector512<T>.Zero;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> Pick<T>(ReadOnlySpan<T> source, int start, int stride, Vector512<T> mask)
    {
        ulong bits = mask.ExtractMostSignificantBits();
        Vector512<T> lanes = default;
        for (int lane = 0; lane < Vector512<T>.Count; lane++)
            if ((bits >> lane & 1) != 0) lanes = lanes.WithElement(lane, source[start + (lane * stride)]);
        return lanes;
    }
}
