using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <summary>
/// Four numbers of each lane's record, turned in registers: from parts of records, each of 128 bits, to the lanes of vectors and back. What turns them are <c>Low</c> and <c>High</c>: of each 128 bits the first, or the last, numbers of
/// one vector and of another in turn.
/// </summary>
internal static class RecordRows
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Low(Vector128<double> x, Vector128<double> y) => Sse2.IsSupported ? Sse2.UnpackLow(x, y) : Vector128.Create(x[0], y[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> High(Vector128<double> x, Vector128<double> y) => Sse2.IsSupported ? Sse2.UnpackHigh(x, y) : Vector128.Create(x[1], y[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Low(Vector128<float> x, Vector128<float> y) => Sse.IsSupported ? Sse.UnpackLow(x, y) : Vector128.Create(x[0], y[0], x[1], y[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> High(Vector128<float> x, Vector128<float> y) => Sse.IsSupported ? Sse.UnpackHigh(x, y) : Vector128.Create(x[2], y[2], x[3], y[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Low(Vector256<double> x, Vector256<double> y) =>
        Avx.IsSupported ? Avx.UnpackLow(x, y) : Vector256.Create(Low(x.GetLower(), y.GetLower()), Low(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> High(Vector256<double> x, Vector256<double> y) =>
        Avx.IsSupported ? Avx.UnpackHigh(x, y) : Vector256.Create(High(x.GetLower(), y.GetLower()), High(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Low(Vector256<float> x, Vector256<float> y) =>
        Avx.IsSupported ? Avx.UnpackLow(x, y) : Vector256.Create(Low(x.GetLower(), y.GetLower()), Low(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> High(Vector256<float> x, Vector256<float> y) =>
        Avx.IsSupported ? Avx.UnpackHigh(x, y) : Vector256.Create(High(x.GetLower(), y.GetLower()), High(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Low(Vector512<double> x, Vector512<double> y) =>
        Avx512F.IsSupported ? Avx512F.UnpackLow(x, y) : Vector512.Create(Low(x.GetLower(), y.GetLower()), Low(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> High(Vector512<double> x, Vector512<double> y) =>
        Avx512F.IsSupported ? Avx512F.UnpackHigh(x, y) : Vector512.Create(High(x.GetLower(), y.GetLower()), High(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Low(Vector512<float> x, Vector512<float> y) =>
        Avx512F.IsSupported ? Avx512F.UnpackLow(x, y) : Vector512.Create(Low(x.GetLower(), y.GetLower()), Low(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> High(Vector512<float> x, Vector512<float> y) =>
        Avx512F.IsSupported ? Avx512F.UnpackHigh(x, y) : Vector512.Create(High(x.GetLower(), y.GetLower()), High(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Low(Vector1024<double> x, Vector1024<double> y) => new(Low(x.Lower, y.Lower), Low(x.Upper, y.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> High(Vector1024<double> x, Vector1024<double> y) => new(High(x.Lower, y.Lower), High(x.Upper, y.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Low(Vector1024<float> x, Vector1024<float> y) => new(Low(x.Lower, y.Lower), Low(x.Upper, y.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> High(Vector1024<float> x, Vector1024<float> y) => new(High(x.Lower, y.Lower), High(x.Upper, y.Upper));

    /// <summary>Writes, or adds, columns to the first <paramref name="count"/> elements of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref double row, nint stride, Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, int count, bool adds)
    {
        Vector256<double> even = Low(a, b), odd = High(a, b), even2 = Low(c, d), odd2 = High(c, d);
        Write(ref row, Vector256.Create(even.GetLower(), even2.GetLower()), count, adds);
        Write(ref Unsafe.Add(ref row, stride), Vector256.Create(odd.GetLower(), odd2.GetLower()), count, adds);
        Write(ref Unsafe.Add(ref row, 2 * stride), Uppers(even, even2), count, adds);
        Write(ref Unsafe.Add(ref row, 3 * stride), Uppers(odd, odd2), count, adds);
    }

    /// <inheritdoc cref="Write(ref double, nint, Vector256{double}, Vector256{double}, Vector256{double}, Vector256{double}, int, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref float row, nint stride, Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, int count, bool adds)
    {
        Vector128<double> ab = Low(a, b).AsDouble(), ab2 = High(a, b).AsDouble(), cd = Low(c, d).AsDouble(), cd2 = High(c, d).AsDouble();
        Write(ref row, Low(ab, cd).AsSingle(), count, adds);
        Write(ref Unsafe.Add(ref row, stride), High(ab, cd).AsSingle(), count, adds);
        Write(ref Unsafe.Add(ref row, 2 * stride), Low(ab2, cd2).AsSingle(), count, adds);
        Write(ref Unsafe.Add(ref row, 3 * stride), High(ab2, cd2).AsSingle(), count, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Uppers(Vector256<double> x, Vector256<double> y) => Avx.IsSupported ? Avx.Permute2x128(x, y, 0x31) : Vector256.Create(x.GetUpper(), y.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref double target, Vector256<double> row, int count, bool adds)
    {
        if (count == 4)
        {
            (adds ? Vector256.LoadUnsafe(ref target) + row : row).StoreUnsafe(ref target);
            return;
        }
        if (count > 1) (adds ? Vector128.LoadUnsafe(ref target) + row.GetLower() : row.GetLower()).StoreUnsafe(ref target);
        if (count != 2) Write(ref Unsafe.Add(ref target, count - 1), count == 1 ? row[0] : row[2], adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref float target, Vector128<float> row, int count, bool adds)
    {
        if (count == 4)
        {
            (adds ? Vector128.LoadUnsafe(ref target) + row : row).StoreUnsafe(ref target);
            return;
        }
        Write(ref target, row[0], adds);
        if (count > 1) Write(ref Unsafe.Add(ref target, 1), row[1], adds);
        if (count > 2) Write(ref Unsafe.Add(ref target, 2), row[2], adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref double target, double value, bool adds) => target = adds ? target + value : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref float target, float value, bool adds) => target = adds ? target + value : value;
}
