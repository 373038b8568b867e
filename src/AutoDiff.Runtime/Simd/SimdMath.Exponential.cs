using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;

namespace AutoDiff;

/// <content>
/// Exponentials: x = n·log 2 + r with |r| ≤ log(2)/2, and eˣ = 2ⁿ·eʳ, where eʳ = 1 + r + r²·q(r) with a polynomial q. The powers of two are those of the result, so that eˣ − 1
/// keeps its digits near 0.
/// </content>
public static partial class SimdMath
{
    /// <summary>eˣ in all lanes.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 1 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        x = V.MaxNative(V.Create(-750.0), V.MinNative(V.Create(750.0), x));
        Vector512<double> n = V.Round(x * V.Create(1.4426950408889634));
        return ScaleByPower(V.Create(1.0) + ReducedExpM1(x, n), n);
    }

    /// <inheritdoc cref="Exp(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = V.MaxNative(V.Create(-110f), V.MinNative(V.Create(110f), x));
        Vector512<float> n = V.Round(x * V.Create(1.442695f));
        return ScaleByPower(V.Create(1f) + ReducedExpM1(x, n), n);
    }

    /// <summary>eˣ − 1 in all lanes, with all digits near 0.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x) => WithSign(V.Create(4.0) * QuarterExpM1(x), x);

    /// <inheritdoc cref="ExpM1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x) => WithSign(V.Create(4f) * QuarterExpM1(x), x);

    /// <summary>The hyperbolic sine in all lanes: with t = eˣ − 1 it is (t + t/(t + 1))/2.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 3 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sinh(Vector512<double> x)
    {
        Vector512<double> t = QuarterExpM1(V.Abs(x)), twice = t + t;
        return WithSign(twice + (t / (twice + V.Create(0.5))), x);
    }

    /// <inheritdoc cref="Sinh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinh(Vector512<float> x)
    {
        Vector512<float> t = QuarterExpM1(V.Abs(x)), twice = t + t;
        return WithSign(twice + (t / (twice + V.Create(0.5f))), x);
    }

    /// <summary>The hyperbolic cosine in all lanes.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cosh(Vector512<double> x)
    {
        x = V.MinNative(V.Create(750.0), V.Abs(x));
        Vector512<double> n = V.Round(x * V.Create(1.4426950408889634));
        Vector512<double> quarter = ScaleByPower(V.Create(0.25) + (V.Create(0.25) * ReducedExpM1(x, n)), n);
        return V.FusedMultiplyAdd(V.Create(2.0), quarter, V.Create(0.125) / quarter);
    }

    /// <inheritdoc cref="Cosh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cosh(Vector512<float> x)
    {
        x = V.MinNative(V.Create(110f), V.Abs(x));
        Vector512<float> n = V.Round(x * V.Create(1.442695f));
        Vector512<float> quarter = ScaleByPower(V.Create(0.25f) + (V.Create(0.25f) * ReducedExpM1(x, n)), n);
        return V.FusedMultiplyAdd(V.Create(2f), quarter, V.Create(0.125f) / quarter);
    }

    /// <summary>
    /// The hyperbolic tangent in all lanes: tanh(a/2) = N/Q with N = a/2·P(a²) and polynomials P and Q, so that tanh a = 2N·Q/(Q² + N²), in which the error of a quotient near 1 vanishes.
    /// </summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 4 ulp, and not beyond ±1.</returns>
    /// <remarks>P(0) = Q(0) = 1.86, for then what small numbers are computed with lies just below powers of two, where numbers are relatively close to each other.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> a = V.MinNative(V.Create(19.1), V.Abs(x)), z = a * a;
        Vector512<double> p = V.FusedMultiplyAdd(V.Create(3.863086224219891e-17), z, V.Create(7.602254724743386e-13)), q = V.FusedMultiplyAdd(V.Create(3.9021576323134426e-15), z, V.Create(2.3672030589648258e-11));
        p = V.FusedMultiplyAdd(p, z, V.Create(2.104388450734688e-09));
        q = V.FusedMultiplyAdd(q, z, V.Create(3.5250852248397185e-08));
        p = V.FusedMultiplyAdd(p, z, V.Create(1.8307734094571489e-06));
        q = V.FusedMultiplyAdd(q, z, V.Create(1.864100459172311e-05));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.0005948029021567778));
        q = V.FusedMultiplyAdd(q, z, V.Create(0.0036673463991465827));
        p = V.FusedMultiplyAdd(p, z, V.Create(0.06787052196387727));
        q = V.FusedMultiplyAdd(q, z, V.Create(0.22287052196387724));
        q = V.FusedMultiplyAdd(q, z, V.Create(1.86));
        Vector512<double> twice = a * V.FusedMultiplyAdd(p, z, V.Create(1.86));
        return WithSign(twice * q / V.FusedMultiplyAdd(twice * V.Create(0.25), twice, q * q), x);
    }

    /// <inheritdoc cref="Tanh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> a = V.MinNative(V.Create(9.01f), V.Abs(x)), z = a * a;
        Vector512<float> p = V.FusedMultiplyAdd(V.Create(0.00021256365f), z, V.Create(0.0553816589f)), q = V.FusedMultiplyAdd(V.Create(2.2870231e-6f), z, V.Create(0.00224443102f));
        q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(q, z, V.Create(0.210381594f)), z, V.Create(1.86f));
        Vector512<float> twice = a * V.FusedMultiplyAdd(p, z, V.Create(1.86f));
        return WithSign(twice * q / V.FusedMultiplyAdd(twice * V.Create(0.25f), twice, q * q), x);
    }

    /// <summary>1/(1 + e⁻ˣ) in all lanes.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        Vector512<double> e = Exp(-V.Abs(x)), one = V.Create(1.0);
        return V.ConditionalSelect(V.LessThan(x, V.Create(0.0)), e, one) / (one + e);
    }

    /// <inheritdoc cref="Sigmoid(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> e = Exp(-V.Abs(x)), one = V.Create(1f);
        return V.ConditionalSelect(V.LessThan(x, V.Create(0f)), e, one) / (one + e);
    }

    // (eˣ − 1)/4: so the hyperbolic functions reach the greatest numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> QuarterExpM1(Vector512<double> x)
    {
        x = V.MaxNative(V.Create(-40.0), V.MinNative(V.Create(710.75), x));
        Vector512<double> n = V.Round(x * V.Create(1.4426950408889634)), scale = ScaleByPower(V.Create(0.25), n);
        return V.FusedMultiplyAdd(scale, ReducedExpM1(x, n), scale - V.Create(0.25));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> QuarterExpM1(Vector512<float> x)
    {
        x = V.MaxNative(V.Create(-20f), V.MinNative(V.Create(89.7f), x));
        Vector512<float> n = V.Round(x * V.Create(1.442695f)), scale = ScaleByPower(V.Create(0.25f), n);
        return V.FusedMultiplyAdd(scale, ReducedExpM1(x, n), scale - V.Create(0.25f));
    }

    // eʳ − 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReducedExpM1(Vector512<double> x, Vector512<double> n)
    {
        Vector512<double> r = Remainder(x, n);
        return V.FusedMultiplyAdd(Curvature(r), r * r, r);
    }

    // r = x − n·log 2, with log 2 in two parts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Remainder(Vector512<double> x, Vector512<double> n) => V.FusedMultiplyAdd(n, V.Create(-2.3190468138462996e-17), V.FusedMultiplyAdd(n, V.Create(-0.6931471805599453), x));

    // q with eʳ = 1 + r + r²·q.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Curvature(Vector512<double> r)
    {
        Vector512<double> q = V.FusedMultiplyAdd(V.Create(2.51003758422237e-08), r, V.Create(2.7620075892548164e-07));
        q = V.FusedMultiplyAdd(q, r, V.Create(2.7557268480289716e-06));
        q = V.FusedMultiplyAdd(q, r, V.Create(2.480152132234228e-05));
        q = V.FusedMultiplyAdd(q, r, V.Create(0.00019841269863040559));
        q = V.FusedMultiplyAdd(q, r, V.Create(0.0013888888917196736));
        q = V.FusedMultiplyAdd(q, r, V.Create(0.008333333333330065));
        q = V.FusedMultiplyAdd(q, r, V.Create(0.041666666666624164));
        q = V.FusedMultiplyAdd(q, r, V.Create(0.16666666666666669));
        return V.FusedMultiplyAdd(q, r, V.Create(0.5));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReducedExpM1(Vector512<float> x, Vector512<float> n)
    {
        Vector512<float> r = Remainder(x, n);
        return V.FusedMultiplyAdd(Curvature(r), r * r, r);
    }

    // r = x − n·log 2, with log 2 in two parts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Remainder(Vector512<float> x, Vector512<float> n) => V.FusedMultiplyAdd(n, V.Create(1.9046542e-09f), V.FusedMultiplyAdd(n, V.Create(-0.6931472f), x));

    // q with eʳ = 1 + r + r²·q.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Curvature(Vector512<float> r)
    {
        Vector512<float> q = V.FusedMultiplyAdd(V.Create(0.0013926176f), r, V.Create(0.008363173f));
        q = V.FusedMultiplyAdd(q, r, V.Create(0.041666556f));
        q = V.FusedMultiplyAdd(q, r, V.Create(0.16666577f));
        return V.FusedMultiplyAdd(q, r, V.Create(0.5f));
    }

    /// <summary>x·2ⁿ for whole numbers n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ScaleByPower(Vector512<double> x, Vector512<double> n)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(x, n);
        // In two steps, each of which has an exponent of its own. What is added is so great that the sum ends in the whole number.
        Vector512<double> first = V.Round(n * V.Create(0.5)), second = n - first, offset = V.Create(6755399441055744.0 + 1023);
        return x * V.ShiftLeft((first + offset).AsInt64(), 52).AsDouble() * V.ShiftLeft((second + offset).AsInt64(), 52).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ScaleByPower(Vector512<float> x, Vector512<float> n)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(x, n);
        Vector512<float> first = V.Round(n * V.Create(0.5f)), second = n - first, offset = V.Create(12582912f + 127);
        return x * V.ShiftLeft((first + offset).AsInt32(), 23).AsSingle() * V.ShiftLeft((second + offset).AsInt32(), 23).AsSingle();
    }

    // The result of a function that has the sign of its argument, −0 included.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WithSign(Vector512<double> result, Vector512<double> x) => result | (x & V.Create(-0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> WithSign(Vector512<float> result, Vector512<float> x) => result | (x & V.Create(-0f));
}
