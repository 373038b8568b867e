using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Benchmarks;

/// <summary>What the machine can do at best, measured: what programs reach is stated as a share of it.</summary>
internal static class MachinePeak
{
    private const int Rounds = 20;

    /// <summary>Additions and multiplications of <c>float</c> in a second on one core, in 10⁹: fused ones on the widest vectors, in registers, of which none waits for another.</summary>
    public static double Gigaflops()
    {
        const int Steps = 1_000_000;
        return Best(() => Vector512.IsHardwareAccelerated ? 2.0 * 16 * 12 * Chains512(Steps) : 2.0 * 8 * 12 * Chains256(Steps));
    }

    /// <summary>Bytes that are read and written in a second on one core by a copy from memory to memory, far larger than the caches, in 10⁹.</summary>
    public static double CopiedGigabytes()
    {
        float[] from = new float[1 << 25], to = new float[1 << 25];
        return Best(() =>
        {
            from.CopyTo(to.AsSpan());
            return 2.0 * sizeof(float) * from.Length;
        });
    }

    // The greatest rate of some, in 10⁹ a second.
    private static double Best(Func<double> count)
    {
        double best = 0;
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            double counted = count();
            best = Math.Max(best, counted / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Chains512(int steps)
    {
        Vector512<float> x = Vector512.Create(0.5f), a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, x);
            b = Vector512.FusedMultiplyAdd(b, x, x);
            c = Vector512.FusedMultiplyAdd(c, x, x);
            d = Vector512.FusedMultiplyAdd(d, x, x);
            e = Vector512.FusedMultiplyAdd(e, x, x);
            f = Vector512.FusedMultiplyAdd(f, x, x);
            g = Vector512.FusedMultiplyAdd(g, x, x);
            h = Vector512.FusedMultiplyAdd(h, x, x);
            i = Vector512.FusedMultiplyAdd(i, x, x);
            j = Vector512.FusedMultiplyAdd(j, x, x);
            k = Vector512.FusedMultiplyAdd(k, x, x);
            l = Vector512.FusedMultiplyAdd(l, x, x);
        }
        // So that nothing is left out.
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l) > 0 ? steps : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Chains256(int steps)
    {
        Vector256<float> x = Vector256.Create(0.5f), a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, x);
            b = Vector256.FusedMultiplyAdd(b, x, x);
            c = Vector256.FusedMultiplyAdd(c, x, x);
            d = Vector256.FusedMultiplyAdd(d, x, x);
            e = Vector256.FusedMultiplyAdd(e, x, x);
            f = Vector256.FusedMultiplyAdd(f, x, x);
            g = Vector256.FusedMultiplyAdd(g, x, x);
            h = Vector256.FusedMultiplyAdd(h, x, x);
            i = Vector256.FusedMultiplyAdd(i, x, x);
            j = Vector256.FusedMultiplyAdd(j, x, x);
            k = Vector256.FusedMultiplyAdd(k, x, x);
            l = Vector256.FusedMultiplyAdd(l, x, x);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l) > 0 ? steps : 0;
    }
}
