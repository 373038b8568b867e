using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <content>Where it shows that there are two vectors.</content>
public static partial class Lanes1024
{
    /// <summary>The sum of the lanes, by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector1024<double> value) => Lanes512.Sum(value.Lower + value.Upper);

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Load(ReadOnlySpan<double> source, int start, int stride) =>
        new(Lanes512.Load(source, start, stride), Lanes512.Load(source, start + (Vector512<double>.Count * stride), stride));

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Load(ReadOnlySpan<double> source, Vector1024<long> indices) => new(Lanes512.Load(source, indices.Lower), Lanes512.Load(source, indices.Upper));

    /// <summary>The sum of the lanes, by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector1024<float> value) => Lanes512.Sum(value.Lower + value.Upper);

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Load(ReadOnlySpan<float> source, int start, int stride) =>
        new(Lanes512.Load(source, start, stride), Lanes512.Load(source, start + (Vector512<float>.Count * stride), stride));

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Load(ReadOnlySpan<float> source, Vector1024<int> indices) => new(Lanes512.Load(source, indices.Lower), Lanes512.Load(source, indices.Upper));

    /// <summary>The integers from <paramref name="start"/> on, at a distance from each other, in lanes of 64 bits.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<long> LoadWide(ReadOnlySpan<int> source, int start, int stride) =>
        new(Lanes512.LoadWide(source, start, stride), Lanes512.LoadWide(source, start + (Vector512<long>.Count * stride), stride));
}
