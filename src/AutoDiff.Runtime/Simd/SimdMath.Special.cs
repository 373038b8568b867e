using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace AutoDiff;

/// <content>The error function and the cube root.</content>
public static partial class SimdMath
{
    /// <summary>erf x = 2/√π ∫₀ˣ e^(−t²) dt in all lanes: below 1 x times a polynomial of x², beyond 1 − e^(−x²)·g with a polynomial g of (x − a)/(x + a).</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The values, within 2 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erf(Vector512<double> x)
    {
        Vector512<double> a = V.MinNative(V.Create(6.0), V.Abs(x)), z = a * a, t = (a - V.Create(3.0)) / (a + V.Create(3.0));
        Vector512<double> near = V.FusedMultiplyAdd(V.Create(-8.098533693478662e-10), z, V.Create(1.3883038404829252e-08));
        near = V.FusedMultiplyAdd(near, z, V.Create(-1.6246268016829366e-07));
        near = V.FusedMultiplyAdd(near, z, V.Create(1.6452356806372127e-06));
        near = V.FusedMultiplyAdd(near, z, V.Create(-1.492513484445307e-05));
        near = V.FusedMultiplyAdd(near, z, V.Create(0.0001205531541117217));
        near = V.FusedMultiplyAdd(near, z, V.Create(-0.0008548326649019323));
        near = V.FusedMultiplyAdd(near, z, V.Create(0.005223977620777943));
        near = V.FusedMultiplyAdd(near, z, V.Create(-0.026866170644832817));
        near = V.FusedMultiplyAdd(near, z, V.Create(0.1128379167095438));
        near = V.FusedMultiplyAdd(near, z, V.Create(-0.3761263890318375));
        near = V.FusedMultiplyAdd(near, z, V.Create(0.12837916709551256));
        Vector512<double> far = V.FusedMultiplyAdd(V.Create(1.2775581001671252e-06), t, V.Create(2.0196181469582285e-06));
        far = V.FusedMultiplyAdd(far, t, V.Create(-8.009265561738988e-06));
        far = V.FusedMultiplyAdd(far, t, V.Create(-1.2848049698125978e-05));
        far = V.FusedMultiplyAdd(far, t, V.Create(6.406234335092596e-05));
        far = V.FusedMultiplyAdd(far, t, V.Create(4.525469879475955e-05));
        far = V.FusedMultiplyAdd(far, t, V.Create(-0.0005970624147713185));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.0007077464396353266));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.004269136350775082));
        far = V.FusedMultiplyAdd(far, t, V.Create(-0.02439249931788004));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.0716658371976756));
        far = V.FusedMultiplyAdd(far, t, V.Create(-0.1501159365007967));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.2456038017123325));
        far = V.FusedMultiplyAdd(far, t, V.Create(-0.3262335600430371));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.17900115118138996));
        Vector512<double> one = V.Create(1.0), result = V.ConditionalSelect(V.LessThan(a, one), V.FusedMultiplyAdd(near, a, a), one - (Exp(-z) * far));
        return WithSign(result, x);
    }

    /// <inheritdoc cref="Erf(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        Vector512<float> a = V.MinNative(V.Create(4f), V.Abs(x)), z = a * a, t = (a - V.Create(2f)) / (a + V.Create(2f));
        Vector512<float> near = V.FusedMultiplyAdd(V.Create(8.3767726e-05f), z, V.Create(-0.00081613130f));
        near = V.FusedMultiplyAdd(near, z, V.Create(0.0052045262f));
        near = V.FusedMultiplyAdd(near, z, V.Create(-0.026861683f));
        near = V.FusedMultiplyAdd(near, z, V.Create(0.11283753f));
        near = V.FusedMultiplyAdd(near, z, V.Create(-0.37612638f));
        near = V.FusedMultiplyAdd(near, z, V.Create(0.12837917f));
        Vector512<float> far = V.FusedMultiplyAdd(V.Create(-0.00087201994f), t, V.Create(0.0068055453f));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.0037372772f));
        far = V.FusedMultiplyAdd(far, t, V.Create(-0.078967664f));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.24165803f));
        far = V.FusedMultiplyAdd(far, t, V.Create(-0.427186f));
        far = V.FusedMultiplyAdd(far, t, V.Create(0.25539568f));
        Vector512<float> one = V.Create(1f), result = V.ConditionalSelect(V.LessThan(a, one), V.FusedMultiplyAdd(near, a, a), one - (Exp(-z) * far));
        return WithSign(result, x);
    }

    /// <summary>The cube root in all lanes: |x| = 8^q·a with a from 1 to 8, whose root a polynomial gives to 6 digits and a step of Halley's iteration to all.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The roots, within 1 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cbrt(Vector512<double> x)
    {
        Vector512<double> size = V.Abs(x), isSmall = V.LessThan(size, V.Create(2.2250738585072014e-308));
        Vector512<long> bits = V.ConditionalSelect(isSmall, size * V.Create(18014398509481984.0), size).AsInt64();
        Vector512<double> exponent = (V.ShiftRightLogical(bits, 52) | V.Create(0x4330000000000000L)).AsDouble() - V.Create(4503599627370496.0 + 1023);
        Vector512<double> m = ((bits & V.Create(0x000FFFFFFFFFFFFFL)) | V.Create(0x3FF0000000000000L)).AsDouble();
        Vector512<double> third = V.Floor((exponent + V.Create(0.5)) * V.Create(0.3333333333333333)), over = V.FusedMultiplyAdd(third, V.Create(-3.0), exponent);
        Vector512<double> isOne = V.Equals(over, V.Create(1.0)), isTwo = V.Equals(over, V.Create(2.0));
        Vector512<double> a = m * V.ConditionalSelect(isTwo, V.Create(4.0), V.ConditionalSelect(isOne, V.Create(2.0), V.Create(1.0)));
        Vector512<double> y = V.FusedMultiplyAdd(V.Create(0.005072953325277491), m, V.Create(-0.04831832068166114));
        y = V.FusedMultiplyAdd(y, m, V.Create(0.19665479701360078));
        y = V.FusedMultiplyAdd(y, m, V.Create(-0.4602977267696209));
        y = V.FusedMultiplyAdd(y, m, V.Create(0.8317431442479309));
        y = V.FusedMultiplyAdd(y, m, V.Create(0.47514693623890253));
        y *= V.ConditionalSelect(isTwo, V.Create(1.5874010519681996), V.ConditionalSelect(isOne, V.Create(1.2599210498948732), V.Create(1.0)));
        Vector512<double> square = y * y, excess = V.FusedMultiplyAdd(square, y, -a);
        y -= y * excess / V.FusedMultiplyAdd(V.Create(2.0), excess, V.Create(3.0) * a);
        Vector512<double> result = ScaleByPower(y, third - (isSmall & V.Create(18.0)));
        return V.ConditionalSelect(V.Equals(x, V.Create(0.0)) | ~V.LessThan(size, V.Create(double.PositiveInfinity)), x, WithSign(result, x));
    }

    /// <inheritdoc cref="Cbrt(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cbrt(Vector512<float> x)
    {
        Vector512<float> size = V.Abs(x), isSmall = V.LessThan(size, V.Create(1.17549435e-38f));
        Vector512<int> bits = V.ConditionalSelect(isSmall, size * V.Create(16777216f), size).AsInt32();
        Vector512<float> exponent = (V.ShiftRightLogical(bits, 23) | V.Create(0x4B000000)).AsSingle() - V.Create(8388608f + 127);
        Vector512<float> m = ((bits & V.Create(0x007FFFFF)) | V.Create(0x3F800000)).AsSingle();
        Vector512<float> third = V.Floor((exponent + V.Create(0.5f)) * V.Create(0.33333334f)), over = V.FusedMultiplyAdd(third, V.Create(-3f), exponent);
        Vector512<float> isOne = V.Equals(over, V.Create(1f)), isTwo = V.Equals(over, V.Create(2f));
        Vector512<float> a = m * V.ConditionalSelect(isTwo, V.Create(4f), V.ConditionalSelect(isOne, V.Create(2f), V.Create(1f)));
        Vector512<float> y = V.FusedMultiplyAdd(V.Create(0.0221487f), m, V.Create(-0.15866246f));
        y = V.FusedMultiplyAdd(y, m, V.Create(0.5808264f));
        y = V.FusedMultiplyAdd(y, m, V.Create(0.55579096f));
        y *= V.ConditionalSelect(isTwo, V.Create(1.587401f), V.ConditionalSelect(isOne, V.Create(1.2599211f), V.Create(1f)));
        Vector512<float> square = y * y, excess = V.FusedMultiplyAdd(square, y, -a);
        y -= y * excess / V.FusedMultiplyAdd(V.Create(2f), excess, V.Create(3f) * a);
        Vector512<float> result = ScaleByPower(y, third - (isSmall & V.Create(8f)));
        return V.ConditionalSelect(V.Equals(x, V.Create(0f)) | ~V.LessThan(size, V.Create(float.PositiveInfinity)), x, WithSign(result, x));
    }
}
