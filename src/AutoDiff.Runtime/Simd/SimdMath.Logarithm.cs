using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace AutoDiff;

/// <content>
/// Logarithms: x = 2ᵏ·(1 + f) with 1 + f between √½ and √2, and log(1 + f) = 2s + s³·R(s²) for s = f/(2 + f), with a polynomial R. What is lost as f is rounded is added at the end.
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
        Vector512<float> f = Mantissa(x, out Vector512<float> k), tail = k * V.Create(9.0580006e-06f);
        return Defined(V.FusedMultiplyAdd(k, V.Create(0.6931381f), LogOfMantissa(f, tail)), x);
    }

    /// <summary>log(1 + x) in all lanes, with all digits near 0.</summary>
    /// <param name="x">Any numbers; for those below −1 the value is NaN, for −1 it is −∞.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogP1(Vector512<double> x)
    {
        Vector512<double> one = V.Create(1.0), u = x + one;
        Vector512<double> f = Mantissa(u, out Vector512<double> k);
        // Near 0 f is x itself. Elsewhere 1 + x was rounded, by the greater part of it; relative to u.
        Vector512<double> lost = V.ConditionalSelect(V.GreaterThan(x, one), one - (u - x), x - (u - one)) / u;
        Vector512<double> isNear = V.Equals(k, V.Create(0.0));
        f = V.ConditionalSelect(isNear, x, f);
        Vector512<double> tail = V.FusedMultiplyAdd(k, V.Create(1.9082149292705877e-10), V.AndNot(lost, isNear));
        Vector512<double> result = Defined(V.FusedMultiplyAdd(k, V.Create(0.6931471803691238), LogOfMantissa(f, tail)), u);
        return V.ConditionalSelect(V.Equals(x, V.Create(0.0)), x, result);
    }

    /// <inheritdoc cref="LogP1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogP1(Vector512<float> x)
    {
        Vector512<float> one = V.Create(1f), u = x + one;
        Vector512<float> f = Mantissa(u, out Vector512<float> k);
        Vector512<float> lost = V.ConditionalSelect(V.GreaterThan(x, one), one - (u - x), x - (u - one)) / u;
        Vector512<float> isNear = V.Equals(k, V.Create(0f));
        f = V.ConditionalSelect(isNear, x, f);
        Vector512<float> tail = V.FusedMultiplyAdd(k, V.Create(9.0580006e-06f), V.AndNot(lost, isNear));
        Vector512<float> result = Defined(V.FusedMultiplyAdd(k, V.Create(0.6931381f), LogOfMantissa(f, tail)), u);
        return V.ConditionalSelect(V.Equals(x, V.Create(0f)), x, result);
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
        Vector512<float> f = Mantissa(x, out Vector512<float> k), log = LogOfMantissa(f, V.Create(0f));
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
        Vector512<float> f = Mantissa(x, out Vector512<float> k), log = LogOfMantissa(f, V.Create(0f));
        Vector512<float> low = V.FusedMultiplyAdd(k, V.Create(7.9034151e-07f), log * V.Create(0.4342945f));
        return Defined(V.FusedMultiplyAdd(k, V.Create(0.3010292f), low), x);
    }

    /// <summary>log(1 + eˣ) in all lanes.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 3 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x) => V.MaxNative(V.Create(0.0), x) + LogP1(Exp(-V.Abs(x)));

    /// <inheritdoc cref="Softplus(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => V.MaxNative(V.Create(0f), x) + LogP1(Exp(-V.Abs(x)));

    // f with x = 2ᵏ·(1 + f). Where x is not a positive finite number the result is of no use.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Mantissa(Vector512<double> x, out Vector512<double> k)
    {
        Vector512<double> isSmall = V.LessThan(x, V.Create(2.2250738585072014e-308));
        Vector512<long> bits = V.ConditionalSelect(isSmall, x * V.Create(18014398509481984.0), x).AsInt64();
        // The exponent from √½ on, plus 1024, in the lowest bits of a number of which 2⁵² is taken.
        Vector512<long> exponent = V.ShiftRightLogical(bits + V.Create((1024L << 52) - 0x3FE6A09E667F3BCD), 52);
        k = (exponent | V.Create(0x4330000000000000L)).AsDouble() - V.ConditionalSelect(isSmall, V.Create(4503599627370496.0 + 1024 + 54), V.Create(4503599627370496.0 + 1024));
        return (bits - V.ShiftLeft(exponent, 52) + V.Create(1024L << 52)).AsDouble() - V.Create(1.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mantissa(Vector512<float> x, out Vector512<float> k)
    {
        Vector512<float> isSmall = V.LessThan(x, V.Create(1.17549435e-38f));
        Vector512<int> bits = V.ConditionalSelect(isSmall, x * V.Create(33554432f), x).AsInt32();
        Vector512<int> exponent = V.ShiftRightLogical(bits + V.Create((128 << 23) - 0x3F3504F3), 23);
        k = (exponent | V.Create(0x4B000000)).AsSingle() - V.ConditionalSelect(isSmall, V.Create(8388608f + 128 + 25), V.Create(8388608f + 128));
        return (bits - V.ShiftLeft(exponent, 23) + V.Create(128 << 23)).AsSingle() - V.Create(1f);
    }

    // log(1 + f) + tail. With 2s = f − f²/2 + s·f²/2 the greatest part, f, is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfMantissa(Vector512<double> f, Vector512<double> tail)
    {
        Vector512<double> s = f / (f + V.Create(2.0)), z = s * s, half = V.Create(0.5) * f * f;
        Vector512<double> r = V.FusedMultiplyAdd(V.Create(0.14616585424888623), z, V.Create(0.15331710618210773));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.18182889455674947));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.22222211130259878));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.2857142862600327));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.39999999999899444));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.666666666666667));
        return f - (half - V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(r, z, half), tail));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfMantissa(Vector512<float> f, Vector512<float> tail)
    {
        Vector512<float> s = f / (f + V.Create(2f)), z = s * s, half = V.Create(0.5f) * f * f;
        Vector512<float> r = V.FusedMultiplyAdd(V.Create(0.29580053f), z, V.Create(0.39988778f));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.66666685f));
        return f - (half - V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(r, z, half), tail));
    }

    // The logarithm of numbers that are not positive and finite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Defined(Vector512<double> result, Vector512<double> x)
    {
        Vector512<double> zero = V.Create(0.0);
        result = V.ConditionalSelect(V.LessThan(x, V.Create(double.PositiveInfinity)), result, x);
        result = V.ConditionalSelect(V.Equals(x, zero), V.Create(double.NegativeInfinity), result);
        return V.ConditionalSelect(V.LessThan(x, zero), V.Create(double.NaN), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Defined(Vector512<float> result, Vector512<float> x)
    {
        Vector512<float> zero = V.Create(0f);
        result = V.ConditionalSelect(V.LessThan(x, V.Create(float.PositiveInfinity)), result, x);
        result = V.ConditionalSelect(V.Equals(x, zero), V.Create(float.NegativeInfinity), result);
        return V.ConditionalSelect(V.LessThan(x, zero), V.Create(float.NaN), result);
    }
}
