using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xunit;

namespace AutoDiff.Runtime.Tests.Simd;

/// <summary>Records of several lanes against their elements: of any size, at the ends of memory, forward and backward, and out of bounds.</summary>
public sealed class RecordsTests
{
    // What the records hold is number by number, and of each number lane by lane.
    private delegate void Move<T>(Span<T> memory, int start, int stride, Span<T> records);

    [Fact]
    public void Of_512_bits()
    {
        Check<double>(8, (m, s, d, r) => Lanes512.LoadRecords<double>(m, s, d, V512(r)), (m, s, d, r) => Lanes512.StoreRecords<double>(m, s, d, V512(r)), (m, s, d, r) => Lanes512.AddRecords<double>(m, s, d, V512(r)));
        Check<float>(16, (m, s, d, r) => Lanes512.LoadRecords<float>(m, s, d, V512(r)), (m, s, d, r) => Lanes512.StoreRecords<float>(m, s, d, V512(r)), (m, s, d, r) => Lanes512.AddRecords<float>(m, s, d, V512(r)));
    }

    [Fact]
    public void Of_1024_bits()
    {
        Check<double>(16, (m, s, d, r) => Lanes1024.LoadRecords<double>(m, s, d, V1024(r)), (m, s, d, r) => Lanes1024.StoreRecords<double>(m, s, d, V1024(r)), (m, s, d, r) => Lanes1024.AddRecords<double>(m, s, d, V1024(r)));
        Check<float>(32, (m, s, d, r) => Lanes1024.LoadRecords<float>(m, s, d, V1024(r)), (m, s, d, r) => Lanes1024.StoreRecords<float>(m, s, d, V1024(r)), (m, s, d, r) => Lanes1024.AddRecords<float>(m, s, d, V1024(r)));
    }

    [Fact]
    public void Of_256_bits()
    {
        Check<double>(4, (m, s, d, r) => Lanes256.LoadRecords<double>(m, s, d, V256(r)), (m, s, d, r) => Lanes256.StoreRecords<double>(m, s, d, V256(r)), (m, s, d, r) => Lanes256.AddRecords<double>(m, s, d, V256(r)));
        Check<float>(8, (m, s, d, r) => Lanes256.LoadRecords<float>(m, s, d, V256(r)), (m, s, d, r) => Lanes256.StoreRecords<float>(m, s, d, V256(r)), (m, s, d, r) => Lanes256.AddRecords<float>(m, s, d, V256(r)));
    }

    [Fact]
    public void Of_128_bits()
    {
        Check<double>(2, (m, s, d, r) => Lanes128.LoadRecords<double>(m, s, d, V128(r)), (m, s, d, r) => Lanes128.StoreRecords<double>(m, s, d, V128(r)), (m, s, d, r) => Lanes128.AddRecords<double>(m, s, d, V128(r)));
        Check<float>(4, (m, s, d, r) => Lanes128.LoadRecords<float>(m, s, d, V128(r)), (m, s, d, r) => Lanes128.StoreRecords<float>(m, s, d, V128(r)), (m, s, d, r) => Lanes128.AddRecords<float>(m, s, d, V128(r)));
    }

    private static Span<Vector128<T>> V128<T>(Span<T> records)
        where T : struct => MemoryMarshal.Cast<T, Vector128<T>>(records);

    private static Span<Vector256<T>> V256<T>(Span<T> records)
        where T : struct => MemoryMarshal.Cast<T, Vector256<T>>(records);

    private static Span<Vector512<T>> V512<T>(Span<T> records)
        where T : struct => MemoryMarshal.Cast<T, Vector512<T>>(records);

    private static Span<Vector1024<T>> V1024<T>(Span<T> records)
        where T : struct => MemoryMarshal.Cast<T, Vector1024<T>>(records);

    private static void Check<T>(int lanes, Move<T> load, Move<T> store, Move<T> add)
        where T : struct, INumber<T>
    {
        for (int size = 0; size <= 9; size++)
        {
            foreach (int gap in (int[])[0, 1, 3])
            {
                foreach (bool isBackward in (bool[])[false, true])
                {
                    // Nothing before the first record, nothing behind the last.
                    int distance = size + gap, extent = ((lanes - 1) * distance) + size, stride = isBackward ? -distance : distance, start = isBackward ? (lanes - 1) * distance : 0;
                    T[] memory = [.. Enumerable.Range(0, extent).Select(i => T.CreateTruncating(i + 1))], records = [.. Enumerable.Range(0, size * lanes).Select(i => T.CreateTruncating(1000 + i))];
                    T[] read = new T[records.Length], stored = [.. memory], added = [.. memory], expectedRead = new T[records.Length], expectedStored = [.. memory], expectedAdded = [.. memory];
                    load(memory, start, stride, read);
                    store(stored, start, stride, records);
                    add(added, start, stride, records);
                    for (int lane = 0; lane < lanes; lane++)
                    {
                        for (int j = 0; j < size; j++)
                        {
                            int place = start + (lane * stride) + j;
                            expectedRead[(j * lanes) + lane] = memory[place];
                            expectedStored[place] = records[(j * lanes) + lane];
                            expectedAdded[place] += records[(j * lanes) + lane];
                        }
                    }
                    Assert.Equal(expectedRead, read);
                    Assert.Equal(expectedStored, stored);
                    Assert.Equal(expectedAdded, added);
                    // With something behind them.
                    load((T[])[.. memory, .. memory, .. memory], start, stride, read);
                    Assert.Equal(expectedRead, read);
                    if (size == 0) continue;
                    foreach (Move<T> move in (Move<T>[])[load, store, add])
                    {
                        Assert.Throws<IndexOutOfRangeException>(() => move(memory, start + 1, stride, [.. records]));
                        Assert.Throws<IndexOutOfRangeException>(() => move(memory, start - 1, stride, [.. records]));
                        Assert.Throws<IndexOutOfRangeException>(() => move([], start, stride, [.. records]));
                    }
                }
            }
        }
    }
}
