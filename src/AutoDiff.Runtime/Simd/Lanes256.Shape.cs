using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <content>Where the number of lanes shows. Elements that do not stand side by side are loaded one by one, which is what the machine's own gathers do.</content>
public static partial class Lanes256
{
    /// <summary>The sum of the lanes, by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> value)
    {
        Vector128<double> quarter = value.GetLower() + value.GetUpper();
        return quarter.ToScalar() + quarter.GetElement(1);
    }

    /// <inheritdoc cref="Sum(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value)
    {
        Vector128<float> quarter = value.GetLower() + value.GetUpper();
        Vector128<float> pair = quarter + Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1));
        return pair.ToScalar() + pair.GetElement(1);
    }

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ReadOnlySpan<double> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector256<double>.Count);
        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector256.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step));
    }

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ReadOnlySpan<double> source, Vector256<long> indices)
    {
        if (Vector256.GreaterThanOrEqualAny(indices.AsUInt64(), Vector256.Create((ulong)source.Length))) LaneChecks.Throw();
        ref double first = ref MemoryMarshal.GetReference(source);
        return Vector256.Create(
            Unsafe.Add(ref first, (nint)indices.GetElement(0)), Unsafe.Add(ref first, (nint)indices.GetElement(1)),
            Unsafe.Add(ref first, (nint)indices.GetElement(2)), Unsafe.Add(ref first, (nint)indices.GetElement(3)));
    }

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ReadOnlySpan<float> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector256<float>.Count);
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector256.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step),
            Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step), Unsafe.Add(ref first, 7 * step));
    }

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ReadOnlySpan<float> source, Vector256<int> indices)
    {
        if (Vector256.GreaterThanOrEqualAny(indices.AsUInt32(), Vector256.Create((uint)source.Length))) LaneChecks.Throw();
        ref float first = ref MemoryMarshal.GetReference(source);
        return Vector256.Create(
            Unsafe.Add(ref first, indices.GetElement(0)), Unsafe.Add(ref first, indices.GetElement(1)),
            Unsafe.Add(ref first, indices.GetElement(2)), Unsafe.Add(ref first, indices.GetElement(3)),
            Unsafe.Add(ref first, indices.GetElement(4)), Unsafe.Add(ref first, indices.GetElement(5)),
            Unsafe.Add(ref first, indices.GetElement(6)), Unsafe.Add(ref first, indices.GetElement(7)));
    }

    /// <summary>The integers from <paramref name="start"/> on, at a distance from each other, in lanes of 64 bits.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadWide(ReadOnlySpan<int> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector256<long>.Count);
        ref int first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector256.Create(
            (long)first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step));
    }

    /// <summary>Writes where the mask is set, and touches nothing else; false if the machine cannot.</summary>
    internal static unsafe bool TryStore<T>(ref T target, Vector256<T> mask, Vector256<T> value)
    {
        if (!Avx.IsSupported) return false;
        fixed (byte* address = &Unsafe.As<T, byte>(ref target))
        {
            if (Unsafe.SizeOf<T>() == sizeof(double)) Avx.MaskStore((double*)address, mask.AsDouble(), value.AsDouble());
            else Avx.MaskStore((float*)address, mask.AsSingle(), value.AsSingle());
        }
        return true;
    }

    // Writes, or adds to, the first numbers of each lane's record, at most four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WriteFour<T>(ref T first, nint stride, Vector256<T> a, Vector256<T> b, Vector256<T> c, Vector256<T> d, int count, bool adds)
    {
        if (typeof(T) == typeof(double))
        {
            RecordRows.Write(ref Unsafe.As<T, double>(ref first), stride, a.As<T, double>(), b.As<T, double>(), c.As<T, double>(), d.As<T, double>(), count, adds);
            return;
        }
        Lanes128.WriteFour(ref first, stride, a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower(), count, adds);
        Lanes128.WriteFour(ref Unsafe.Add(ref first, Vector128<T>.Count * stride), stride, a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper(), count, adds);
    }

    // Parts of 128 bits, at a distance from each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<T> Parts<T>(ref T part, nint distance) => Vector256.Create(Vector128.LoadUnsafe(ref part), Vector128.LoadUnsafe(ref Unsafe.Add(ref part, distance)));
}
