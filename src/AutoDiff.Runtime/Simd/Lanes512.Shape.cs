using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <content>Where the number of lanes shows. Elements that do not stand side by side are loaded one by one, which is what the machine's own gathers do.</content>
public static partial class Lanes512
{
    /// <summary>The sum of the lanes, by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> value)
    {
        Vector256<double> half = value.GetLower() + value.GetUpper();
        Vector128<double> quarter = half.GetLower() + half.GetUpper();
        return quarter.ToScalar() + quarter.GetElement(1);
    }

    /// <inheritdoc cref="Sum(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value)
    {
        Vector256<float> half = value.GetLower() + value.GetUpper();
        Vector128<float> quarter = half.GetLower() + half.GetUpper();
        Vector128<float> pair = quarter + Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1));
        return pair.ToScalar() + pair.GetElement(1);
    }

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<double> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector512<double>.Count);
        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector512.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step),
            Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step), Unsafe.Add(ref first, 7 * step));
    }

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<double> source, Vector512<long> indices)
    {
        if (Vector512.GreaterThanOrEqualAny(indices.AsUInt64(), Vector512.Create((ulong)source.Length))) LaneChecks.Throw();
        ref double first = ref MemoryMarshal.GetReference(source);
        return Vector512.Create(
            Unsafe.Add(ref first, (nint)indices.GetElement(0)), Unsafe.Add(ref first, (nint)indices.GetElement(1)),
            Unsafe.Add(ref first, (nint)indices.GetElement(2)), Unsafe.Add(ref first, (nint)indices.GetElement(3)),
            Unsafe.Add(ref first, (nint)indices.GetElement(4)), Unsafe.Add(ref first, (nint)indices.GetElement(5)),
            Unsafe.Add(ref first, (nint)indices.GetElement(6)), Unsafe.Add(ref first, (nint)indices.GetElement(7)));
    }

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector512<float>.Count);
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector512.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step),
            Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step), Unsafe.Add(ref first, 7 * step),
            Unsafe.Add(ref first, 8 * step), Unsafe.Add(ref first, 9 * step), Unsafe.Add(ref first, 10 * step), Unsafe.Add(ref first, 11 * step),
            Unsafe.Add(ref first, 12 * step), Unsafe.Add(ref first, 13 * step), Unsafe.Add(ref first, 14 * step), Unsafe.Add(ref first, 15 * step));
    }

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> source, Vector512<int> indices)
    {
        if (Vector512.GreaterThanOrEqualAny(indices.AsUInt32(), Vector512.Create((uint)source.Length))) LaneChecks.Throw();
        ref float first = ref MemoryMarshal.GetReference(source);
        return Vector512.Create(
            Unsafe.Add(ref first, indices.GetElement(0)), Unsafe.Add(ref first, indices.GetElement(1)),
            Unsafe.Add(ref first, indices.GetElement(2)), Unsafe.Add(ref first, indices.GetElement(3)),
            Unsafe.Add(ref first, indices.GetElement(4)), Unsafe.Add(ref first, indices.GetElement(5)),
            Unsafe.Add(ref first, indices.GetElement(6)), Unsafe.Add(ref first, indices.GetElement(7)),
            Unsafe.Add(ref first, indices.GetElement(8)), Unsafe.Add(ref first, indices.GetElement(9)),
            Unsafe.Add(ref first, indices.GetElement(10)), Unsafe.Add(ref first, indices.GetElement(11)),
            Unsafe.Add(ref first, indices.GetElement(12)), Unsafe.Add(ref first, indices.GetElement(13)),
            Unsafe.Add(ref first, indices.GetElement(14)), Unsafe.Add(ref first, indices.GetElement(15)));
    }

    /// <summary>The integers from <paramref name="start"/> on, at a distance from each other, in lanes of 64 bits.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadWide(ReadOnlySpan<int> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector512<long>.Count);
        ref int first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector512.Create(
            (long)first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step),
            Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step), Unsafe.Add(ref first, 7 * step));
    }

    /// <summary>Writes where the mask is set, and touches nothing else; false if the machine cannot.</summary>
    internal static unsafe bool TryStore<T>(ref T target, Vector512<T> mask, Vector512<T> value)
    {
        if (!Avx512F.IsSupported) return false;
        fixed (byte* address = &Unsafe.As<T, byte>(ref target))
        {
            if (Unsafe.SizeOf<T>() == sizeof(double)) Avx512F.MaskStore((double*)address, mask.AsDouble(), value.AsDouble());
            else Avx512F.MaskStore((float*)address, mask.AsSingle(), value.AsSingle());
        }
        return true;
    }

    // Writes, or adds to, the first numbers of each lane's record, at most four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WriteFour<T>(ref T first, nint stride, Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d, int count, bool adds)
    {
        Lanes256.WriteFour(ref first, stride, a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower(), count, adds);
        Lanes256.WriteFour(ref Unsafe.Add(ref first, Vector256<T>.Count * stride), stride, a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper(), count, adds);
    }

    // Parts of 128 bits, at a distance from each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Parts<T>(ref T part, nint distance) => Vector512.Create(Lanes256.Parts(ref part, distance), Lanes256.Parts(ref Unsafe.Add(ref part, 2 * distance), distance));
}
