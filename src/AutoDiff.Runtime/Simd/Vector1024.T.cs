using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>
/// Two vectors of 512 bits as one, for generated code: while the additions of the one wait for each other, those of the other run, and what lanes are summed for is summed half as often.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Vector1024<T>
{
    internal readonly Vector512<T> Lower, Upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector1024(Vector512<T> lower, Vector512<T> upper) => (Lower, Upper) = (lower, upper);

    /// <summary>The number of lanes.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * Vector512<T>.Count;
    }

    /// <summary>0 in all lanes.</summary>
    public static Vector1024<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <summary>All bits set.</summary>
    public static Vector1024<T> AllBitsSet
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.AllBitsSet, Vector512<T>.AllBitsSet);
    }

    /// <summary>The sums, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator +(Vector1024<T> left, Vector1024<T> right) => new(left.Lower + right.Lower, left.Upper + right.Upper);

    /// <summary>The differences, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator -(Vector1024<T> left, Vector1024<T> right) => new(left.Lower - right.Lower, left.Upper - right.Upper);

    /// <summary>The products, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator *(Vector1024<T> left, Vector1024<T> right) => new(left.Lower * right.Lower, left.Upper * right.Upper);

    /// <summary>The quotients, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator /(Vector1024<T> left, Vector1024<T> right) => new(left.Lower / right.Lower, left.Upper / right.Upper);

    /// <summary>What is set in both, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator &(Vector1024<T> left, Vector1024<T> right) => new(left.Lower & right.Lower, left.Upper & right.Upper);

    /// <summary>What is set in one of them, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator |(Vector1024<T> left, Vector1024<T> right) => new(left.Lower | right.Lower, left.Upper | right.Upper);

    /// <summary>What is set in just one of them, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator ^(Vector1024<T> left, Vector1024<T> right) => new(left.Lower ^ right.Lower, left.Upper ^ right.Upper);

    /// <summary>The negatives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator -(Vector1024<T> vector) => new(-vector.Lower, -vector.Upper);

    /// <summary>What is not set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> operator ~(Vector1024<T> vector) => new(~vector.Lower, ~vector.Upper);

    /// <summary>The same bits as vectors of <see cref="long"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector1024<long> AsInt64() => new(Lower.AsInt64(), Upper.AsInt64());

    /// <summary>The same bits as vectors of <see cref="int"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector1024<int> AsInt32() => new(Lower.AsInt32(), Upper.AsInt32());

    /// <summary>The same bits as vectors of <see cref="double"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector1024<double> AsDouble() => new(Lower.AsDouble(), Upper.AsDouble());

    /// <summary>The same bits as vectors of <see cref="float"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector1024<float> AsSingle() => new(Lower.AsSingle(), Upper.AsSingle());

    /// <summary>The number in a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T GetElement(int lane) => lane < Vector512<T>.Count ? Lower.GetElement(lane) : Upper.GetElement(lane - Vector512<T>.Count);

    internal Vector1024<T> WithElement(int lane, T value) =>
        lane < Vector512<T>.Count ? new(Lower.WithElement(lane, value), Upper) : new(Lower, Upper.WithElement(lane - Vector512<T>.Count, value));

    // The highest bit of each lane, the first lane's lowest.
    internal ulong ExtractMostSignificantBits() => Lower.ExtractMostSignificantBits() | (Upper.ExtractMostSignificantBits() << Vector512<T>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void StoreUnsafe(ref T target, nuint start)
    {
        Lower.StoreUnsafe(ref target, start);
        Upper.StoreUnsafe(ref target, start + (nuint)Vector512<T>.Count);
    }
}
