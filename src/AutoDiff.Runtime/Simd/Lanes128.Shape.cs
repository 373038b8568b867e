using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <content>Where the number of lanes shows. Elements that do not stand side by side are loaded one by one, which is what the machine's own gathers do.</content>
public static partial class Lanes128
{
    /// <summary>The sum of the lanes, by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> value)
    {
        return value.ToScalar() + value.GetElement(1);
    }

    /// <inheritdoc cref="Sum(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value)
    {
        Vector128<float> pair = value + Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1));
        return pair.ToScalar() + pair.GetElement(1);
    }

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(ReadOnlySpan<double> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector128<double>.Count);
        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector128.Create(
            first, Unsafe.Add(ref first, step));
    }

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(ReadOnlySpan<double> source, Vector128<long> indices)
    {
        if (Vector128.GreaterThanOrEqualAny(indices.AsUInt64(), Vector128.Create((ulong)source.Length))) LaneChecks.Throw();
        ref double first = ref MemoryMarshal.GetReference(source);
        return Vector128.Create(
            Unsafe.Add(ref first, (nint)indices.GetElement(0)), Unsafe.Add(ref first, (nint)indices.GetElement(1)));
    }

    /// <summary>The elements from <paramref name="start"/> on, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ReadOnlySpan<float> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector128<float>.Count);
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector128.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step));
    }

    /// <summary>The elements at an index for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ReadOnlySpan<float> source, Vector128<int> indices)
    {
        if (Vector128.GreaterThanOrEqualAny(indices.AsUInt32(), Vector128.Create((uint)source.Length))) LaneChecks.Throw();
        ref float first = ref MemoryMarshal.GetReference(source);
        return Vector128.Create(
            Unsafe.Add(ref first, indices.GetElement(0)), Unsafe.Add(ref first, indices.GetElement(1)), Unsafe.Add(ref first, indices.GetElement(2)), Unsafe.Add(ref first, indices.GetElement(3)));
    }

    /// <summary>The integers from <paramref name="start"/> on, at a distance from each other, in lanes of 64 bits.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadWide(ReadOnlySpan<int> source, int start, int stride)
    {
        LaneChecks.Check(source.Length, start, stride, Vector128<long>.Count);
        ref int first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector128.Create(
            (long)first, Unsafe.Add(ref first, step));
    }

    /// <summary>Writes where the mask is set, and touches nothing else; false if the machine cannot.</summary>
    internal static unsafe bool TryStore<T>(ref T target, Vector128<T> mask, Vector128<T> value)
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
    internal static void WriteFour<T>(ref T first, nint stride, Vector128<T> a, Vector128<T> b, Vector128<T> c, Vector128<T> d, int count, bool adds)
    {
        if (typeof(T) == typeof(float))
        {
            RecordRows.Write(ref Unsafe.As<T, float>(ref first), stride, a.As<T, float>(), b.As<T, float>(), c.As<T, float>(), d.As<T, float>(), count, adds);
            return;
        }
        Span<Vector128<double>> columns = [a.As<T, double>(), b.As<T, double>(), c.As<T, double>(), d.As<T, double>()];
        for (int j = 0; j < count; j++)
        {
            for (int lane = 0; lane < 2; lane++)
            {
                ref double element = ref Unsafe.Add(ref Unsafe.As<T, double>(ref first), (lane * stride) + j);
                element = adds ? element + columns[j][lane] : columns[j][lane];
            }
        }
    }

    // Parts of 128 bits, at a distance from each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Parts<T>(ref T part, nint distance) => Vector128.LoadUnsafe(ref part);
}
