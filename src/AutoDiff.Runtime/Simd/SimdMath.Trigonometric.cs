using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace AutoDiff;

/// <content>
/// Trigonometric functions: x = n·π/2 + r with |r| ≤ π/4, where π/2 stands in three parts, then polynomials of r² for sin r and cos r. Lanes too far out for that get what
/// the platform's own functions give.
/// </content>
public static partial class SimdMath
{
    /// <summary>The sine in all lanes.</summary>
    /// <param name="x">Angles in radians.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        Vector512<double> r = Reduced(x, out Vector512<long> quarter), z = r * r;
        Vector512<double> result = V.ConditionalSelect(IsOdd(quarter), ReducedCos(z), ReducedSin(r, z)) ^ SignOfHalf(quarter);
        if (!IsFar(x)) return result;
        Vector512<double> far = result;
        FarSin(x, ref far);
        return far;
    }

    /// <inheritdoc cref="Sin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        Vector512<float> r = Reduced(x, out Vector512<int> quarter), z = r * r;
        Vector512<float> result = V.ConditionalSelect(IsOdd(quarter), ReducedCos(z), ReducedSin(r, z)) ^ SignOfHalf(quarter);
        if (!IsFar(x)) return result;
        Vector512<float> far = result;
        FarSin(x, ref far);
        return far;
    }

    /// <summary>The cosine in all lanes.</summary>
    /// <param name="x">Angles in radians.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        Vector512<double> r = Reduced(x, out Vector512<long> quarter), z = r * r;
        Vector512<double> result = V.ConditionalSelect(IsOdd(quarter), ReducedSin(r, z), ReducedCos(z)) ^ SignOfHalf(quarter + V.Create(1L));
        if (!IsFar(x)) return result;
        Vector512<double> far = result;
        FarCos(x, ref far);
        return far;
    }

    /// <inheritdoc cref="Cos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x)
    {
        Vector512<float> r = Reduced(x, out Vector512<int> quarter), z = r * r;
        Vector512<float> result = V.ConditionalSelect(IsOdd(quarter), ReducedSin(r, z), ReducedCos(z)) ^ SignOfHalf(quarter + V.Create(1));
        if (!IsFar(x)) return result;
        Vector512<float> far = result;
        FarCos(x, ref far);
        return far;
    }

    /// <summary>Sine and cosine in all lanes, for little more than the price of one.</summary>
    /// <param name="x">Angles in radians.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Sin, Vector512<double> Cos) SinCos(Vector512<double> x)
    {
        Vector512<double> r = Reduced(x, out Vector512<long> quarter), z = r * r, sin = ReducedSin(r, z), cos = ReducedCos(z), isOdd = IsOdd(quarter);
        (Vector512<double> Sin, Vector512<double> Cos) result = (
            V.ConditionalSelect(isOdd, cos, sin) ^ SignOfHalf(quarter),
            V.ConditionalSelect(isOdd, sin, cos) ^ SignOfHalf(quarter + V.Create(1L)));
        if (!IsFar(x)) return result;
        Vector512<double> farSin = result.Sin, farCos = result.Cos;
        FarSin(x, ref farSin);
        FarCos(x, ref farCos);
        return (farSin, farCos);
    }

    /// <inheritdoc cref="SinCos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Sin, Vector512<float> Cos) SinCos(Vector512<float> x)
    {
        Vector512<float> r = Reduced(x, out Vector512<int> quarter), z = r * r, sin = ReducedSin(r, z), cos = ReducedCos(z), isOdd = IsOdd(quarter);
        (Vector512<float> Sin, Vector512<float> Cos) result = (
            V.ConditionalSelect(isOdd, cos, sin) ^ SignOfHalf(quarter),
            V.ConditionalSelect(isOdd, sin, cos) ^ SignOfHalf(quarter + V.Create(1)));
        if (!IsFar(x)) return result;
        Vector512<float> farSin = result.Sin, farCos = result.Cos;
        FarSin(x, ref farSin);
        FarCos(x, ref farCos);
        return (farSin, farCos);
    }

    /// <summary>The tangent in all lanes.</summary>
    /// <param name="x">Angles in radians.</param>
    /// <returns>The values, within 4 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tan(Vector512<double> x)
    {
        Vector512<double> r = Reduced(x, out Vector512<long> quarter), z = r * r, sin = ReducedSin(r, z), cos = ReducedCos(z), isOdd = IsOdd(quarter);
        Vector512<double> result = V.ConditionalSelect(isOdd, -cos, sin) / V.ConditionalSelect(isOdd, sin, cos);
        if (!IsFar(x)) return result;
        Vector512<double> far = result;
        FarTan(x, ref far);
        return far;
    }

    /// <inheritdoc cref="Tan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x)
    {
        Vector512<float> r = Reduced(x, out Vector512<int> quarter), z = r * r, sin = ReducedSin(r, z), cos = ReducedCos(z), isOdd = IsOdd(quarter);
        Vector512<float> result = V.ConditionalSelect(isOdd, -cos, sin) / V.ConditionalSelect(isOdd, sin, cos);
        if (!IsFar(x)) return result;
        Vector512<float> far = result;
        FarTan(x, ref far);
        return far;
    }

    // r, and n in the lowest bits of a number. The first step is exact. All parts of π/2 are positive, so that a zero keeps its sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Reduced(Vector512<double> x, out Vector512<long> quarter)
    {
        Vector512<double> shifted = V.FusedMultiplyAdd(x, V.Create(0.6366197723675814), V.Create(6755399441055744.0)), n = shifted - V.Create(6755399441055744.0);
        quarter = shifted.AsInt64();
        Vector512<double> r = V.FusedMultiplyAdd(n, V.Create(-1.5707963267948966), x);
        r = V.FusedMultiplyAdd(n, V.Create(-6.123233995736765e-17), r);
        return V.FusedMultiplyAdd(n, V.Create(-1.082856673921914e-32), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Reduced(Vector512<float> x, out Vector512<int> quarter)
    {
        Vector512<float> shifted = V.FusedMultiplyAdd(x, V.Create(0.63661975f), V.Create(12582912f)), n = shifted - V.Create(12582912f);
        quarter = shifted.AsInt32();
        Vector512<float> r = V.FusedMultiplyAdd(n, V.Create(-1.5707963f), x);
        r = V.FusedMultiplyAdd(n, V.Create(-7.5497894e-08f), r);
        return V.FusedMultiplyAdd(n, V.Create(-5.3903025e-15f), r);
    }

    // sin r = r·(1 + r²·S(r²)) and cos r = 1 + r²·(r²·C(r²) − ½).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReducedSin(Vector512<double> r, Vector512<double> z)
    {
        Vector512<double> s = V.FusedMultiplyAdd(V.Create(1.5918115263265974e-10), z, V.Create(-2.505113165023518e-08));
        s = V.FusedMultiplyAdd(s, z, V.Create(2.7557316101617874e-06));
        s = V.FusedMultiplyAdd(s, z, V.Create(-0.00019841269836756774));
        s = V.FusedMultiplyAdd(s, z, V.Create(0.008333333333330948));
        s = V.FusedMultiplyAdd(s, z, V.Create(-0.16666666666666666));
        return r * V.FusedMultiplyAdd(s, z, V.Create(1.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReducedSin(Vector512<float> r, Vector512<float> z)
    {
        Vector512<float> s = V.FusedMultiplyAdd(V.Create(-0.00019587866f), z, V.Create(0.008332748f));
        s = V.FusedMultiplyAdd(s, z, V.Create(-0.16666665f));
        return r * V.FusedMultiplyAdd(s, z, V.Create(1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReducedCos(Vector512<double> z)
    {
        Vector512<double> c = V.FusedMultiplyAdd(V.Create(-1.1382623647474604e-11), z, V.Create(2.087614614655861e-09));
        c = V.FusedMultiplyAdd(c, z, V.Create(-2.7557317271145144e-07));
        c = V.FusedMultiplyAdd(c, z, V.Create(2.480158729876456e-05));
        c = V.FusedMultiplyAdd(c, z, V.Create(-0.0013888888888887398));
        c = V.FusedMultiplyAdd(c, z, V.Create(0.041666666666666664));
        return V.FusedMultiplyAdd(V.FusedMultiplyAdd(c, z, V.Create(-0.5)), z, V.Create(1.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReducedCos(Vector512<float> z)
    {
        Vector512<float> c = V.FusedMultiplyAdd(V.Create(2.4547917e-05f), z, V.Create(-0.0013888303f));
        c = V.FusedMultiplyAdd(c, z, V.Create(0.041666664f));
        return V.FusedMultiplyAdd(V.FusedMultiplyAdd(c, z, V.Create(-0.5f)), z, V.Create(1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> IsOdd(Vector512<long> quarter) => V.Equals(quarter & V.Create(1L), V.Create(1L)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> IsOdd(Vector512<int> quarter) => V.Equals(quarter & V.Create(1), V.Create(1)).AsSingle();

    // The sign bit where n is 2 or 3, modulo 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SignOfHalf(Vector512<long> quarter) => (V.ShiftLeft(quarter, 62) & V.Create(long.MinValue)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SignOfHalf(Vector512<int> quarter) => (V.ShiftLeft(quarter, 30) & V.Create(int.MinValue)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFar(Vector512<double> x) => V.GreaterThanAny(V.Abs(x), V.Create(FarthestDouble));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFar(Vector512<float> x) => V.GreaterThanAny(V.Abs(x), V.Create(FarthestSingle));

    // Only in the lanes that are far: what is in one lane does not depend on another. The reference is to a copy, so that the results of the others stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FarSin(Vector512<double> x, ref Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
            if (!(Math.Abs(x[i]) <= FarthestDouble)) result = result.WithElement(i, Math.Sin(x[i]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FarSin(Vector512<float> x, ref Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
            if (!(Math.Abs(x[i]) <= FarthestSingle)) result = result.WithElement(i, (float)Math.Sin(x[i]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FarCos(Vector512<double> x, ref Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
            if (!(Math.Abs(x[i]) <= FarthestDouble)) result = result.WithElement(i, Math.Cos(x[i]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FarCos(Vector512<float> x, ref Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
            if (!(Math.Abs(x[i]) <= FarthestSingle)) result = result.WithElement(i, (float)Math.Cos(x[i]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FarTan(Vector512<double> x, ref Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
            if (!(Math.Abs(x[i]) <= FarthestDouble)) result = result.WithElement(i, Math.Tan(x[i]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FarTan(Vector512<float> x, ref Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
            if (!(Math.Abs(x[i]) <= FarthestSingle)) result = result.WithElement(i, (float)Math.Tan(x[i]));
    }
}
