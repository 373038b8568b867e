using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <content>Records: several numbers side by side for each lane, at a distance from lane to lane. They are read and written along the records, and turned in registers, four numbers at a time.</content>
public static partial class Lanes512
{
    /// <summary>Reads a record for each lane: <c>records[j]</c> has the elements at <c>start + j</c>, at a distance from each other.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadRecords<T>(ReadOnlySpan<T> source, int start, int stride, Span<Vector512<T>> records)
    {
        int behind = LaneChecks.CheckRecords(source.Length, start, stride, Vector512<T>.Count, records.Length);
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        int j = 0;
        for (; j <= records.Length - 4; j += 4) (records[j], records[j + 1], records[j + 2], records[j + 3]) = LoadFour(ref Unsafe.Add(ref first, j), stride);
        int rest = records.Length - j;
        if (rest > 0 && behind >= 4 - rest)
        {
            // With what follows the record.
            (Vector512<T> a, Vector512<T> b, Vector512<T> c, _) = LoadFour(ref Unsafe.Add(ref first, j), stride);
            records[j] = a;
            if (rest > 1) records[j + 1] = b;
            if (rest > 2) records[j + 2] = c;
            return;
        }
        for (; j < records.Length; j++) records[j] = Pick(source, start + j, stride, Vector512<T>.AllBitsSet);
    }

    /// <summary>Writes a record for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of its elements is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreRecords<T>(Span<T> target, int start, int stride, ReadOnlySpan<Vector512<T>> records) => WriteRecords(target, start, stride, records, adds: false);

    /// <summary>Adds to a record for each lane.</summary>
    /// <exception cref="IndexOutOfRangeException">One of its elements is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRecords<T>(Span<T> target, int start, int stride, ReadOnlySpan<Vector512<T>> records) => WriteRecords(target, start, stride, records, adds: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteRecords<T>(Span<T> target, int start, int stride, ReadOnlySpan<Vector512<T>> records, bool adds)
    {
        _ = LaneChecks.CheckRecords(target.Length, start, stride, Vector512<T>.Count, records.Length);
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), start);
        if (Sse.IsSupported) PrefetchNext(ref first, stride, records.Length);
        int j = 0;
        for (; j <= records.Length - 4; j += 4) WriteFour(ref Unsafe.Add(ref first, j), stride, records[j], records[j + 1], records[j + 2], records[j + 3], 4, adds);
        int rest = records.Length - j;
        if (rest > 0) WriteFour(ref Unsafe.Add(ref first, j), stride, records[j], rest > 1 ? records[j + 1] : default, rest > 2 ? records[j + 2] : default, default, rest, adds);
    }

    // Memory that is written from end to end would come into the cache too late: the processor does not see where the lanes' stores go on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void PrefetchNext<T>(ref T first, nint stride, int count)
    {
        const int LineSize = 64;
        for (int lane = 0; lane < Vector512<T>.Count; lane++)
        {
            ref T next = ref Unsafe.Add(ref first, (Vector512<T>.Count + lane) * stride);
            for (int i = 0; i < count; i += LineSize / Unsafe.SizeOf<T>()) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref next, i)));
        }
    }

    // The first four numbers of each lane's record. Parts of several records side by side are turned where they stand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<T>, Vector512<T>, Vector512<T>, Vector512<T>) LoadFour<T>(ref T first, nint stride)
    {
        if (typeof(T) == typeof(double))
        {
            ref double row = ref Unsafe.As<T, double>(ref first);
            Vector512<double> even = Parts(ref row, 2 * stride), odd = Parts(ref Unsafe.Add(ref row, stride), 2 * stride);
            Vector512<double> even2 = Parts(ref Unsafe.Add(ref row, 2), 2 * stride), odd2 = Parts(ref Unsafe.Add(ref row, stride + 2), 2 * stride);
            return (RecordRows.Low(even, odd).As<double, T>(), RecordRows.High(even, odd).As<double, T>(), RecordRows.Low(even2, odd2).As<double, T>(), RecordRows.High(even2, odd2).As<double, T>());
        }
        ref float quarter = ref Unsafe.As<T, float>(ref first);
        Vector512<float> x = Parts(ref quarter, 4 * stride), y = Parts(ref Unsafe.Add(ref quarter, stride), 4 * stride);
        Vector512<float> z = Parts(ref Unsafe.Add(ref quarter, 2 * stride), 4 * stride), w = Parts(ref Unsafe.Add(ref quarter, 3 * stride), 4 * stride);
        Vector512<double> xy = RecordRows.Low(x, y).AsDouble(), xy2 = RecordRows.High(x, y).AsDouble(), zw = RecordRows.Low(z, w).AsDouble(), zw2 = RecordRows.High(z, w).AsDouble();
        return (RecordRows.Low(xy, zw).As<double, T>(), RecordRows.High(xy, zw).As<double, T>(), RecordRows.Low(xy2, zw2).As<double, T>(), RecordRows.High(xy2, zw2).As<double, T>());
    }
}
