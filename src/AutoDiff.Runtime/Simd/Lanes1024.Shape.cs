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

    private static bool TryStore<T>(ref T target, Vector1024<T> mask, Vector1024<T> value) =>
        Lanes512.TryStore(ref target, mask.Lower, value.Lower) && Lanes512.TryStore(ref Unsafe.Add(ref target, Vector512<T>.Count), mask.Upper, value.Upper);

    // Writes, or adds to, the first numbers of each lane's record, at most four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WriteFour<T>(ref T first, nint stride, Vector1024<T> a, Vector1024<T> b, Vector1024<T> c, Vector1024<T> d, int count, bool adds)
    {
        Lanes512.WriteFour(ref first, stride, a.Lower, b.Lower, c.Lower, d.Lower, count, adds);
        Lanes512.WriteFour(ref Unsafe.Add(ref first, Vector512<T>.Count * stride), stride, a.Upper, b.Upper, c.Upper, d.Upper, count, adds);
    }

    // Parts of 128 bits, at a distance from each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector1024<T> Parts<T>(ref T part, nint distance) => new(Lanes512.Parts(ref part, distance), Lanes512.Parts(ref Unsafe.Add(ref part, 4 * distance), distance));
}
