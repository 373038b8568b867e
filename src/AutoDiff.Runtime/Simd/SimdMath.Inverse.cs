using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace AutoDiff;

/// <content>
/// Inverse trigonometric functions. The arctangent of t = (a − 1)/(a + 1) is that of a without π/4, of −1/a without π/2; so |t| ≤ tan(π/8), where atan t = t + t³·P(t²). The arcsine of a
/// great number is π/2 − 2·asin √((1 − a)/2).
/// </content>
public static partial class SimdMath
{
    /// <summary>The arctangent in all lanes.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>Angles in radians, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x), one = V.Create(1.0), isFar = V.GreaterThan(a, V.Create(2.414213562373095)), isMiddle = V.AndNot(V.GreaterThan(a, V.Create(0.41421356237309503)), isFar);
        Vector512<double> numerator = V.ConditionalSelect(isFar, -one, V.ConditionalSelect(isMiddle, a - one, a));
        Vector512<double> denominator = V.ConditionalSelect(isFar, a, V.ConditionalSelect(isMiddle, a + one, one));
        Vector512<double> high = (isFar & V.Create(1.5707963267948966)) | (isMiddle & V.Create(0.7853981633974483));
        Vector512<double> low = (isFar & V.Create(6.123233995736766e-17)) | (isMiddle & V.Create(3.061616997868383e-17));
        return WithSign(high + ReducedAtan(numerator / denominator, low), x);
    }

    /// <inheritdoc cref="Atan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x), one = V.Create(1f), isFar = V.GreaterThan(a, V.Create(2.4142137f)), isMiddle = V.AndNot(V.GreaterThan(a, V.Create(0.41421357f)), isFar);
        Vector512<float> numerator = V.ConditionalSelect(isFar, -one, V.ConditionalSelect(isMiddle, a - one, a));
        Vector512<float> denominator = V.ConditionalSelect(isFar, a, V.ConditionalSelect(isMiddle, a + one, one));
        Vector512<float> high = (isFar & V.Create(1.5707964f)) | (isMiddle & V.Create(0.7853982f));
        Vector512<float> low = (isFar & V.Create(-4.371139e-08f)) | (isMiddle & V.Create(-2.1855694e-08f));
        return WithSign(high + ReducedAtan(numerator / denominator, low), x);
    }

    /// <summary>The angle of the point (x, y) in all lanes, from −π to π.</summary>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas.</param>
    /// <returns>Angles in radians, within 3 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x)
    {
        Vector512<double> one = V.Create(1.0), zero = V.Create(0.0), ax = V.Abs(x), ay = V.Abs(y), isSteep = V.GreaterThan(ay, ax);
        Vector512<double> less = V.ConditionalSelect(isSteep, ax, ay), more = V.ConditionalSelect(isSteep, ay, ax);
        // Two infinities are in the ratio 1, two zeros in the ratio 0; and the sum of the greatest numbers is one.
        Vector512<double> areInfinite = V.Equals(less, V.Create(double.PositiveInfinity)) & V.Equals(less, more), scale = V.ConditionalSelect(V.GreaterThan(more, V.Create(1e300)), V.Create(0.25), one);
        less = V.ConditionalSelect(areInfinite, one, less * scale);
        more = V.ConditionalSelect(areInfinite, one, V.ConditionalSelect(V.Equals(more, zero), one, more * scale));
        Vector512<double> isMiddle = V.GreaterThan(less, more * V.Create(0.41421356237309503));
        Vector512<double> ratio = V.ConditionalSelect(isMiddle, less - more, less) / V.ConditionalSelect(isMiddle, less + more, more);
        Vector512<double> high = isMiddle & V.Create(0.7853981633974483), low = isMiddle & V.Create(3.061616997868383e-17);
        // Where it is steep π/2 − that, and on the left π − that: a sign and multiples of π/2.
        Vector512<double> isLeft = V.LessThan(x, zero) | (V.Equals(x, zero) & V.Equals(one / x, V.Create(double.NegativeInfinity)));
        Vector512<double> angle = ReducedAtan(ratio, low);
        angle = V.ConditionalSelect(isSteep, V.Create(1.5707963267948966) - high + (V.Create(6.123233995736766e-17) - angle), high + angle);
        angle = V.ConditionalSelect(isLeft, V.Create(3.141592653589793) - angle + V.Create(1.2246467991473532e-16), angle);
        return WithSign(angle, y);
    }

    /// <inheritdoc cref="Atan2(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan2(Vector512<float> y, Vector512<float> x)
    {
        Vector512<float> one = V.Create(1f), zero = V.Create(0f), ax = V.Abs(x), ay = V.Abs(y), isSteep = V.GreaterThan(ay, ax);
        Vector512<float> less = V.ConditionalSelect(isSteep, ax, ay), more = V.ConditionalSelect(isSteep, ay, ax);
        Vector512<float> areInfinite = V.Equals(less, V.Create(float.PositiveInfinity)) & V.Equals(less, more), scale = V.ConditionalSelect(V.GreaterThan(more, V.Create(1e37f)), V.Create(0.25f), one);
        less = V.ConditionalSelect(areInfinite, one, less * scale);
        more = V.ConditionalSelect(areInfinite, one, V.ConditionalSelect(V.Equals(more, zero), one, more * scale));
        Vector512<float> isMiddle = V.GreaterThan(less, more * V.Create(0.41421357f));
        Vector512<float> ratio = V.ConditionalSelect(isMiddle, less - more, less) / V.ConditionalSelect(isMiddle, less + more, more);
        Vector512<float> high = isMiddle & V.Create(0.7853982f), low = isMiddle & V.Create(-2.1855694e-08f);
        Vector512<float> isLeft = V.LessThan(x, zero) | (V.Equals(x, zero) & V.Equals(one / x, V.Create(float.NegativeInfinity)));
        Vector512<float> angle = ReducedAtan(ratio, low);
        angle = V.ConditionalSelect(isSteep, V.Create(1.5707964f) - high + (V.Create(-4.371139e-08f) - angle), high + angle);
        angle = V.ConditionalSelect(isLeft, V.Create(3.1415927f) - angle + V.Create(-8.742278e-08f), angle);
        return WithSign(angle, y);
    }

    /// <summary>The arcsine in all lanes.</summary>
    /// <param name="x">Numbers from −1 to 1; of others the arcsine is NaN.</param>
    /// <returns>Angles in radians, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asin(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x), isGreat = V.GreaterThan(a, V.Create(0.5)), s = HalfAngle(a, isGreat, out Vector512<double> rest);
        Vector512<double> great = V.Create(1.5707963267948966) - (s + s) - (rest + rest - V.Create(6.123233995736766e-17));
        return WithSign(V.ConditionalSelect(isGreat, great, s + rest), x);
    }

    /// <inheritdoc cref="Asin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asin(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x), isGreat = V.GreaterThan(a, V.Create(0.5f)), s = HalfAngle(a, isGreat, out Vector512<float> rest);
        Vector512<float> great = V.Create(1.5707964f) - (s + s) - (rest + rest - V.Create(-4.371139e-08f));
        return WithSign(V.ConditionalSelect(isGreat, great, s + rest), x);
    }

    /// <summary>The arccosine in all lanes.</summary>
    /// <param name="x">Numbers from −1 to 1; of others the arccosine is NaN.</param>
    /// <returns>Angles in radians, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acos(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x), isGreat = V.GreaterThan(a, V.Create(0.5)), s = HalfAngle(a, isGreat, out Vector512<double> rest), isNegative = V.LessThan(x, V.Create(0.0));
        Vector512<double> twice = s + s, more = rest + rest;
        Vector512<double> great = V.ConditionalSelect(isNegative, V.Create(3.141592653589793) - twice - (more - V.Create(1.2246467991473532e-16)), twice + more);
        return V.ConditionalSelect(isGreat, great, V.Create(1.5707963267948966) - (WithSign(s, x) - (V.Create(6.123233995736766e-17) - WithSign(rest, x))));
    }

    /// <inheritdoc cref="Acos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acos(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x), isGreat = V.GreaterThan(a, V.Create(0.5f)), s = HalfAngle(a, isGreat, out Vector512<float> rest), isNegative = V.LessThan(x, V.Create(0f));
        Vector512<float> twice = s + s, more = rest + rest;
        Vector512<float> great = V.ConditionalSelect(isNegative, V.Create(3.1415927f) - twice - (more - V.Create(-8.742278e-08f)), twice + more);
        return V.ConditionalSelect(isGreat, great, V.Create(1.5707964f) - (WithSign(s, x) - (V.Create(-4.371139e-08f) - WithSign(rest, x))));
    }

    // atan t + low.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReducedAtan(Vector512<double> t, Vector512<double> low)
    {
        Vector512<double> z = t * t, p = V.FusedMultiplyAdd(V.Create(-0.019176886573127327), z, V.Create(0.03923165784980771));
        p = V.FusedMultiplyAdd(p, z, V.Create(-0.05085449722509817));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.05858148909853524));
        p = V.FusedMultiplyAdd(p, z, V.Create(-0.06664511447042512));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.07692183190801989));
        p = V.FusedMultiplyAdd(p, z, V.Create(-0.09090904578122865));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.11111111015256336));
        p = V.FusedMultiplyAdd(p, z, V.Create(-0.14285714284666542));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.1999999999999552));
        p = V.FusedMultiplyAdd(p, z, V.Create(-0.3333333333333333));
        return t + V.FusedMultiplyAdd(p, z * t, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReducedAtan(Vector512<float> t, Vector512<float> low)
    {
        Vector512<float> z = t * t, p = V.FusedMultiplyAdd(V.Create(-0.06451928f), z, V.Create(0.10743731f));
        p = V.FusedMultiplyAdd(p, z, V.Create(-0.14263956f));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.1999954f));
        p = V.FusedMultiplyAdd(p, z, V.Create(-0.33333331f));
        return t + V.FusedMultiplyAdd(p, z * t, low);
    }

    // The arcsine of s is s + rest, where s is a itself or √((1 − a)/2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> HalfAngle(Vector512<double> a, Vector512<double> isGreat, out Vector512<double> rest)
    {
        Vector512<double> z = V.ConditionalSelect(isGreat, V.FusedMultiplyAdd(a, V.Create(-0.5), V.Create(0.5)), a * a), s = V.ConditionalSelect(isGreat, V.Sqrt(z), a);
        Vector512<double> p = V.FusedMultiplyAdd(V.Create(0.02877844261259304), z, V.Create(-0.014881409392818066));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.017419357964884856));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.00545087818772055));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.010324318288744113));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.011478952690257387));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.013971235301124539));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.017352391265909227));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.022372173002005596));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.030381944137085216));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.04464285714637338));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.07499999999998425));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.16666666666666669));
        rest = p * z * s;
        return s;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> HalfAngle(Vector512<float> a, Vector512<float> isGreat, out Vector512<float> rest)
    {
        Vector512<float> z = V.ConditionalSelect(isGreat, V.FusedMultiplyAdd(a, V.Create(-0.5f), V.Create(0.5f)), a * a), s = V.ConditionalSelect(isGreat, V.Sqrt(z), a);
        Vector512<float> p = V.FusedMultiplyAdd(V.Create(0.03809396f), z, V.Create(0.026550663f));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.045001894f));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.07498853f));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.16666672f));
        rest = p * z * s;
        return s;
    }
}
