using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;

namespace AutoDiff;

/// <content>
/// Logarithms: x = 2ᵏ·(1 + f) with 1 + f from ¾ to 3/2. In single precision log(1 + f) is f + f²·Q(f) with a polynomial Q; in double precision 2s + s³·R(s²) for s = f/(2 + f), which takes a
/// polynomial of a third of the length. What is to be added that is less than an ulp of k·log 2 is added first.
/// </content>
public static partial class SimdMath
{
    /// <summary>The natural logarithm in all lanes.</summary>
    /// <param name="x">Any numbers; the logarithm of negative ones is NaN, of 0 it is −∞.</param>
    /// <returns>The values, within 1 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k), tail = k * V.Create(1.9082149292705877e-10);
        return Defined(V.FusedMultiplyAdd(k, V.Create(0.6931471803691238), LogOfMantissa(f, tail)), x);
    }

    /// <inheritdoc cref="Log(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<float> f = Mantissa(x, out Vector512<float> k);
        return Defined(V.FusedMultiplyAdd(k, V.Create(0.6931381f), V.FusedMultiplyAdd(k, V.Create(9.0580006e-06f), LogOfMantissa(f))), x);
    }

    /// <summary>log(1 + x) in all lanes, with all digits near 0.</summary>
    /// <param name="x">Any numbers; for those below −1 the value is NaN, for −1 it is −∞.</param>
    /// <returns>The values, within 2 ulp.</returns>
    /// <remarks>1 + x is rounded, but f = 2⁻ᵏ·x + (2⁻ᵏ − 1) is not until the end. With −k and −(1 − 2⁻ᵏ) a zero keeps its sign.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogP1(Vector512<double> x)
    {
        Vector512<double> one = V.Create(1.0), u = x + one;
        Mantissa(u, out Vector512<double> k);
        Vector512<double> n = V.Create(0.0) - k, scale = ScaleByPower(one, V.MinNative(V.Create(1023.0), n)), f = V.FusedMultiplyAdd(x, scale, -(one - scale));
        Vector512<double> result = V.FusedMultiplyAdd(n, V.Create(-0.6931471803691238), LogOfMantissa(f, n * V.Create(-1.9082149292705877e-10)));
        return V.ConditionalSelect(V.LessThan(x, V.Create(double.PositiveInfinity)), Defined(result, u), x);
    }

    /// <inheritdoc cref="LogP1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogP1(Vector512<float> x)
    {
        Vector512<float> one = V.Create(1f), u = x + one;
        Mantissa(u, out Vector512<float> k);
        Vector512<float> n = V.Create(0f) - k, scale = ScaleByPower(one, V.MinNative(V.Create(127f), n)), f = V.FusedMultiplyAdd(x, scale, -(one - scale));
        Vector512<float> result = V.FusedMultiplyAdd(n, V.Create(-0.6931381f), V.FusedMultiplyAdd(n, V.Create(-9.0580006e-06f), LogOfMantissa(f)));
        return V.ConditionalSelect(V.LessThan(x, V.Create(float.PositiveInfinity)), Defined(result, u), x);
    }

    /// <summary>The binary logarithm in all lanes, exact for powers of two.</summary>
    /// <param name="x">Any numbers; the logarithm of negative ones is NaN, of 0 it is −∞.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log2(Vector512<double> x)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k), log = LogOfMantissa(f, V.Create(0.0));
        return Defined(V.FusedMultiplyAdd(log, V.Create(1.4426950408889634), V.FusedMultiplyAdd(log, V.Create(2.0355273740931033e-17), k)), x);
    }

    /// <inheritdoc cref="Log2(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log2(Vector512<float> x)
    {
        Vector512<float> f = Mantissa(x, out Vector512<float> k), log = LogOfMantissa(f);
        return Defined(V.FusedMultiplyAdd(log, V.Create(1.442695f), V.FusedMultiplyAdd(log, V.Create(1.925963e-08f), k)), x);
    }

    /// <summary>The decimal logarithm in all lanes.</summary>
    /// <param name="x">Any numbers; the logarithm of negative ones is NaN, of 0 it is −∞.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log10(Vector512<double> x)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k), log = LogOfMantissa(f, V.Create(0.0));
        Vector512<double> low = V.FusedMultiplyAdd(k, V.Create(3.694239077158931e-13), log * V.Create(0.4342944819032518));
        return Defined(V.FusedMultiplyAdd(k, V.Create(0.30102999566361177), low), x);
    }

    /// <inheritdoc cref="Log10(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log10(Vector512<float> x)
    {
        Vector512<float> f = Mantissa(x, out Vector512<float> k), log = LogOfMantissa(f);
        Vector512<float> low = V.FusedMultiplyAdd(k, V.Create(7.9034151e-07f), log * V.Create(0.4342945f));
        return Defined(V.FusedMultiplyAdd(k, V.Create(0.3010292f), low), x);
    }

    /// <summary>log(1 + eˣ) in all lanes: the greater of x and 0, and log(1 + e) for an e from 0 to 1, which is q + q³·R(q²) for q = e/(1 + e/2).</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 3 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x)
    {
        Vector512<double> e = Exp(-V.Abs(x)), q = e / V.FusedMultiplyAdd(e, V.Create(0.5), V.Create(1.0)), y = q * q;
        Vector512<double> r = V.FusedMultiplyAdd(V.Create(1.9630954491736674e-08), y, V.Create(3.3351161731588404e-08));
        r = V.FusedMultiplyAdd(r, y, V.Create(2.0928510643389663e-07));
        r = V.FusedMultiplyAdd(r, y, V.Create(8.938561003084479e-07));
        r = V.FusedMultiplyAdd(r, y, V.Create(4.0700701339243567e-06));
        r = V.FusedMultiplyAdd(r, y, V.Create(1.8779848550486937e-05));
        r = V.FusedMultiplyAdd(r, y, V.Create(8.877843360792103e-05));
        r = V.FusedMultiplyAdd(r, y, V.Create(0.0004340277758881061));
        r = V.FusedMultiplyAdd(r, y, V.Create(0.0022321428572273454));
        r = V.FusedMultiplyAdd(r, y, V.Create(0.012499999999998118));
        r = V.FusedMultiplyAdd(r, y, V.Create(0.08333333333333334));
        return V.MaxNative(V.Create(0.0), x) + V.FusedMultiplyAdd(r, y * q, q);
    }

    /// <inheritdoc cref="Softplus(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        Vector512<float> e = Exp(-V.Abs(x)), q = e / V.FusedMultiplyAdd(e, V.Create(0.5f), V.Create(1f)), y = q * q;
        Vector512<float> r = V.FusedMultiplyAdd(V.Create(0.00011865690f), y, V.Create(0.00041850895f));
        r = V.FusedMultiplyAdd(r, y, V.Create(0.0022356941f));
        r = V.FusedMultiplyAdd(r, y, V.Create(0.012499649f));
        r = V.FusedMultiplyAdd(r, y, V.Create(0.083333345f));
        return V.MaxNative(V.Create(0f), x) + V.FusedMultiplyAdd(r, y * q, q);
    }

    // f with x = 2ᵏ·(1 + f). The machine's own functions give k = ∓∞ for 0 and ∞, and NaN for negative numbers; where it has none, the result for what is not positive and finite is of no use.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Mantissa(Vector512<double> x, out Vector512<double> k)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<double> m = Avx512F.GetMantissa(x, MantissaControl);
            k = Avx512F.GetExponent(x) - Avx512F.GetExponent(m);
            return m - V.Create(1.0);
        }
        Vector512<double> isSmall = V.LessThan(x, V.Create(2.2250738585072014e-308));
        Vector512<long> bits = V.ConditionalSelect(isSmall, x * V.Create(18014398509481984.0), x).AsInt64();
        // The exponent from ¾ on, plus 1024, in the lowest bits of a number of which 2⁵² is taken.
        Vector512<long> exponent = V.ShiftRightLogical(bits + V.Create((1024L << 52) - 0x3FE8000000000000), 52);
        k = (exponent | V.Create(0x4330000000000000L)).AsDouble() - V.ConditionalSelect(isSmall, V.Create(4503599627370496.0 + 1024 + 54), V.Create(4503599627370496.0 + 1024));
        return (bits - V.ShiftLeft(exponent, 52) + V.Create(1024L << 52)).AsDouble() - V.Create(1.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mantissa(Vector512<float> x, out Vector512<float> k)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> m = Avx512F.GetMantissa(x, MantissaControl);
            k = Avx512F.GetExponent(x) - Avx512F.GetExponent(m);
            return m - V.Create(1f);
        }
        Vector512<float> isSmall = V.LessThan(x, V.Create(1.17549435e-38f));
        Vector512<int> bits = V.ConditionalSelect(isSmall, x * V.Create(33554432f), x).AsInt32();
        Vector512<int> exponent = V.ShiftRightLogical(bits + V.Create((128 << 23) - 0x3F400000), 23);
        k = (exponent | V.Create(0x4B000000)).AsSingle() - V.ConditionalSelect(isSmall, V.Create(8388608f + 128 + 25), V.Create(8388608f + 128));
        return (bits - V.ShiftLeft(exponent, 23) + V.Create(128 << 23)).AsSingle() - V.Create(1f);
    }

    // log(1 + f) + tail. With 2s = f − f²/2 + s·f²/2 the greatest part, f, is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfMantissa(Vector512<double> f, Vector512<double> tail)
    {
        Vector512<double> s = f / (f + V.Create(2.0)), z = s * s, half = V.Create(0.5) * f * f;
        Vector512<double> r = V.FusedMultiplyAdd(V.Create(0.13838564005862308), z, V.Create(0.13174262272260591));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.15391072403096072));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.18181667089315676));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.22222224276187712));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.2857142855600733));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.4000000000005594));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.666666666666666));
        return f - (half - V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(r, z, half), tail));
    }

    // log(1 + f).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfMantissa(Vector512<float> f)
    {
        Vector512<float> q = V.FusedMultiplyAdd(V.Create(-0.04490960f), f, V.Create(0.10448330f));
        q = V.FusedMultiplyAdd(q, f, V.Create(-0.13162232f));
        q = V.FusedMultiplyAdd(q, f, V.Create(0.14482062f));
        q = V.FusedMultiplyAdd(q, f, V.Create(-0.16647767f));
        q = V.FusedMultiplyAdd(q, f, V.Create(0.19990607f));
        q = V.FusedMultiplyAdd(q, f, V.Create(-0.25000055f));
        q = V.FusedMultiplyAdd(q, f, V.Create(0.33333454f));
        q = V.FusedMultiplyAdd(q, f, V.Create(-0.5f));
        return V.FusedMultiplyAdd(f * f, q, f);
    }

    // The logarithm of numbers that are not positive and finite, where Mantissa has not seen to it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Defined(Vector512<double> result, Vector512<double> x)
    {
        if (Avx512F.IsSupported) return result;
        Vector512<double> zero = V.Create(0.0);
        result = V.ConditionalSelect(V.LessThan(x, V.Create(double.PositiveInfinity)), result, x);
        result = V.ConditionalSelect(V.Equals(x, zero), V.Create(double.NegativeInfinity), result);
        return V.ConditionalSelect(V.LessThan(x, zero), V.Create(double.NaN), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Defined(Vector512<float> result, Vector512<float> x)
    {
        if (Avx512F.IsSupported) return result;
        Vector512<float> zero = V.Create(0f);
        result = V.ConditionalSelect(V.LessThan(x, V.Create(float.PositiveInfinity)), result, x);
        result = V.ConditionalSelect(V.Equals(x, zero), V.Create(float.NegativeInfinity), result);
        return V.ConditionalSelect(V.LessThan(x, zero), V.Create(float.NaN), result);
    }
}
