using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace AutoDiff;

/// <content>
/// Powers: x^y = e^(y·log x), where the logarithm has about ten bits more than a number holds, for y makes its error greater. Products and sums are taken with what they lose in rounding.
/// </content>
public static partial class SimdMath
{
    /// <summary>x^y in all lanes.</summary>
    /// <param name="x">The bases. Where one is not positive and finite, or its exponent not finite, the platform's own function is called.</param>
    /// <param name="y">The exponents.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y)
    {
        Vector512<double> log = PreciseLog(x, out Vector512<double> rest);
        Vector512<double> p = y * log, lost = V.FusedMultiplyAdd(y, log, -p) + (y * rest);
        lost = V.ConditionalSelect(V.LessThan(V.Abs(p), V.Create(750.0)), lost, V.Create(0.0));
        p = V.MaxNative(V.Create(-750.0), V.MinNative(V.Create(750.0), p));
        // 1 + r with what it loses, so that powers which are numbers come out exactly.
        Vector512<double> one = V.Create(1.0), n = V.Round(p * V.Create(1.4426950408889634)), r = Remainder(p, n), sum = one + r;
        Vector512<double> tail = V.FusedMultiplyAdd(Curvature(r), r * r, r - (sum - one));
        Vector512<double> result = ScaleByPower(sum + V.FusedMultiplyAdd(lost, sum + tail, tail), n);
        return AreRegular(x, y) ? result : SpecialPow(x, y, result);
    }

    /// <inheritdoc cref="Pow(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y)
    {
        Vector512<float> log = PreciseLog(x, out Vector512<float> rest);
        Vector512<float> p = y * log, lost = V.FusedMultiplyAdd(y, log, -p) + (y * rest);
        lost = V.ConditionalSelect(V.LessThan(V.Abs(p), V.Create(110f)), lost, V.Create(0f));
        p = V.MaxNative(V.Create(-110f), V.MinNative(V.Create(110f), p));
        Vector512<float> one = V.Create(1f), n = V.Round(p * V.Create(1.442695f)), r = Remainder(p, n), sum = one + r;
        Vector512<float> tail = V.FusedMultiplyAdd(Curvature(r), r * r, r - (sum - one));
        Vector512<float> result = ScaleByPower(sum + V.FusedMultiplyAdd(lost, sum + tail, tail), n);
        return AreRegular(x, y) ? result : SpecialPow(x, y, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreRegular(Vector512<double> x, Vector512<double> y) =>
        V.GreaterThanAll(x, V.Create(0.0)) && V.LessThanAll(x, V.Create(double.PositiveInfinity)) && V.LessThanAll(V.Abs(y), V.Create(double.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreRegular(Vector512<float> x, Vector512<float> y) =>
        V.GreaterThanAll(x, V.Create(0f)) && V.LessThanAll(x, V.Create(float.PositiveInfinity)) && V.LessThanAll(V.Abs(y), V.Create(float.PositiveInfinity));

    // log x as a sum of two numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PreciseLog(Vector512<double> x, out Vector512<double> rest)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k), two = V.Create(2.0), d = f + two;
        // s = f/(2 + f), its square, and 2/3·s³.
        Vector512<double> s = f / d, s1 = V.FusedMultiplyAdd(-s, f - (d - two), V.FusedMultiplyAdd(-s, d, f)) / d;
        Vector512<double> z = s * s, z1 = V.FusedMultiplyAdd(s + s, s1, V.FusedMultiplyAdd(s, s, -z));
        Vector512<double> w = s * z, w1 = V.FusedMultiplyAdd(s, z, -w) + V.FusedMultiplyAdd(s, z1, s1 * z);
        Vector512<double> c = w * V.Create(0.6666666666666666);
        Vector512<double> c1 = V.FusedMultiplyAdd(w, V.Create(0.6666666666666666), -c) + V.FusedMultiplyAdd(w, V.Create(3.700743415417188e-17), w1 * V.Create(0.6666666666666666));
        Vector512<double> r = V.FusedMultiplyAdd(V.Create(0.11612394446688972), z, V.Create(0.1032730694155553));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.11775134220487259));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.13333000545604263));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.15384622060920657));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.18181818098392979));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.2222222222283972));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.28571428571426164));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.4));
        // k·log 2, 2s and 2/3·s³, the greatest first; then all that is less.
        Vector512<double> high = k * V.Create(0.6931471803691238), twice = s + s, sum = high + twice, lost = twice - (sum - high), total = sum + c;
        lost += c - (total - sum);
        lost += V.FusedMultiplyAdd(k, V.Create(1.9082149292705877e-10), V.FusedMultiplyAdd(r, w * z, s1 + s1 + c1));
        Vector512<double> log = total + lost;
        rest = lost - (log - total);
        return log;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PreciseLog(Vector512<float> x, out Vector512<float> rest)
    {
        Vector512<float> f = Mantissa(x, out Vector512<float> k), two = V.Create(2f), d = f + two;
        Vector512<float> s = f / d, s1 = V.FusedMultiplyAdd(-s, f - (d - two), V.FusedMultiplyAdd(-s, d, f)) / d;
        Vector512<float> z = s * s, z1 = V.FusedMultiplyAdd(s + s, s1, V.FusedMultiplyAdd(s, s, -z));
        Vector512<float> w = s * z, w1 = V.FusedMultiplyAdd(s, z, -w) + V.FusedMultiplyAdd(s, z1, s1 * z);
        Vector512<float> c = w * V.Create(0.6666667f);
        Vector512<float> c1 = V.FusedMultiplyAdd(w, V.Create(0.6666667f), -c) + V.FusedMultiplyAdd(w, V.Create(-1.9868215e-08f), w1 * V.Create(0.6666667f));
        Vector512<float> r = V.FusedMultiplyAdd(V.Create(0.19959112f), z, V.Create(0.22151954f));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.28572575f));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.39999994f));
        Vector512<float> high = k * V.Create(0.6931381f), twice = s + s, sum = high + twice, lost = twice - (sum - high), total = sum + c;
        lost += c - (total - sum);
        lost += V.FusedMultiplyAdd(k, V.Create(9.0580006e-06f), V.FusedMultiplyAdd(r, w * z, s1 + s1 + c1));
        Vector512<float> log = total + lost;
        rest = lost - (log - total);
        return log;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> SpecialPow(Vector512<double> x, Vector512<double> y, Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
            if (!(x[i] > 0 && x[i] < double.PositiveInfinity && Math.Abs(y[i]) < double.PositiveInfinity)) result = result.WithElement(i, Math.Pow(x[i], y[i]));
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> SpecialPow(Vector512<float> x, Vector512<float> y, Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
            if (!(x[i] > 0 && x[i] < float.PositiveInfinity && Math.Abs(y[i]) < float.PositiveInfinity)) result = result.WithElement(i, (float)Math.Pow(x[i], y[i]));
        return result;
    }
}
