using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <content>Two vectors as one.</content>
public static partial class SimdMath
{
    /// <inheritdoc cref="Exp(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Exp(Vector1024<double> x) => new(Exp(x.Lower), Exp(x.Upper));

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Exp(Vector1024<float> x) => new(Exp(x.Lower), Exp(x.Upper));

    /// <inheritdoc cref="ExpM1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> ExpM1(Vector1024<double> x) => new(ExpM1(x.Lower), ExpM1(x.Upper));

    /// <inheritdoc cref="ExpM1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> ExpM1(Vector1024<float> x) => new(ExpM1(x.Lower), ExpM1(x.Upper));

    /// <inheritdoc cref="Log(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Log(Vector1024<double> x) => new(Log(x.Lower), Log(x.Upper));

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Log(Vector1024<float> x) => new(Log(x.Lower), Log(x.Upper));

    /// <inheritdoc cref="LogP1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> LogP1(Vector1024<double> x) => new(LogP1(x.Lower), LogP1(x.Upper));

    /// <inheritdoc cref="LogP1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> LogP1(Vector1024<float> x) => new(LogP1(x.Lower), LogP1(x.Upper));

    /// <inheritdoc cref="Log2(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Log2(Vector1024<double> x) => new(Log2(x.Lower), Log2(x.Upper));

    /// <inheritdoc cref="Log2(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Log2(Vector1024<float> x) => new(Log2(x.Lower), Log2(x.Upper));

    /// <inheritdoc cref="Log10(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Log10(Vector1024<double> x) => new(Log10(x.Lower), Log10(x.Upper));

    /// <inheritdoc cref="Log10(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Log10(Vector1024<float> x) => new(Log10(x.Lower), Log10(x.Upper));

    /// <inheritdoc cref="Sin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Sin(Vector1024<double> x) => new(Sin(x.Lower), Sin(x.Upper));

    /// <inheritdoc cref="Sin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Sin(Vector1024<float> x) => new(Sin(x.Lower), Sin(x.Upper));

    /// <inheritdoc cref="Cos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Cos(Vector1024<double> x) => new(Cos(x.Lower), Cos(x.Upper));

    /// <inheritdoc cref="Cos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Cos(Vector1024<float> x) => new(Cos(x.Lower), Cos(x.Upper));

    /// <inheritdoc cref="Tan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Tan(Vector1024<double> x) => new(Tan(x.Lower), Tan(x.Upper));

    /// <inheritdoc cref="Tan(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Tan(Vector1024<float> x) => new(Tan(x.Lower), Tan(x.Upper));

    /// <inheritdoc cref="Sinh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Sinh(Vector1024<double> x) => new(Sinh(x.Lower), Sinh(x.Upper));

    /// <inheritdoc cref="Sinh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Sinh(Vector1024<float> x) => new(Sinh(x.Lower), Sinh(x.Upper));

    /// <inheritdoc cref="Cosh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Cosh(Vector1024<double> x) => new(Cosh(x.Lower), Cosh(x.Upper));

    /// <inheritdoc cref="Cosh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Cosh(Vector1024<float> x) => new(Cosh(x.Lower), Cosh(x.Upper));

    /// <inheritdoc cref="Tanh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Tanh(Vector1024<double> x) => new(Tanh(x.Lower), Tanh(x.Upper));

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Tanh(Vector1024<float> x) => new(Tanh(x.Lower), Tanh(x.Upper));

    /// <inheritdoc cref="Asin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Asin(Vector1024<double> x) => new(Asin(x.Lower), Asin(x.Upper));

    /// <inheritdoc cref="Asin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Asin(Vector1024<float> x) => new(Asin(x.Lower), Asin(x.Upper));

    /// <inheritdoc cref="Acos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Acos(Vector1024<double> x) => new(Acos(x.Lower), Acos(x.Upper));

    /// <inheritdoc cref="Acos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Acos(Vector1024<float> x) => new(Acos(x.Lower), Acos(x.Upper));

    /// <inheritdoc cref="Atan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Atan(Vector1024<double> x) => new(Atan(x.Lower), Atan(x.Upper));

    /// <inheritdoc cref="Atan(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Atan(Vector1024<float> x) => new(Atan(x.Lower), Atan(x.Upper));

    /// <inheritdoc cref="Cbrt(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Cbrt(Vector1024<double> x) => new(Cbrt(x.Lower), Cbrt(x.Upper));

    /// <inheritdoc cref="Cbrt(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Cbrt(Vector1024<float> x) => new(Cbrt(x.Lower), Cbrt(x.Upper));

    /// <inheritdoc cref="Sigmoid(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Sigmoid(Vector1024<double> x) => new(Sigmoid(x.Lower), Sigmoid(x.Upper));

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Sigmoid(Vector1024<float> x) => new(Sigmoid(x.Lower), Sigmoid(x.Upper));

    /// <inheritdoc cref="Softplus(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Softplus(Vector1024<double> x) => new(Softplus(x.Lower), Softplus(x.Upper));

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Softplus(Vector1024<float> x) => new(Softplus(x.Lower), Softplus(x.Upper));

    /// <inheritdoc cref="Erf(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Erf(Vector1024<double> x) => new(Erf(x.Lower), Erf(x.Upper));

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Erf(Vector1024<float> x) => new(Erf(x.Lower), Erf(x.Upper));

    /// <inheritdoc cref="Pow(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Pow(Vector1024<double> x, Vector1024<double> y) => new(Pow(x.Lower, y.Lower), Pow(x.Upper, y.Upper));

    /// <inheritdoc cref="Pow(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Pow(Vector1024<float> x, Vector1024<float> y) => new(Pow(x.Lower, y.Lower), Pow(x.Upper, y.Upper));

    /// <inheritdoc cref="Atan2(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Atan2(Vector1024<double> y, Vector1024<double> x) => new(Atan2(y.Lower, x.Lower), Atan2(y.Upper, x.Upper));

    /// <inheritdoc cref="Atan2(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Atan2(Vector1024<float> y, Vector1024<float> x) => new(Atan2(y.Lower, x.Lower), Atan2(y.Upper, x.Upper));

    /// <inheritdoc cref="SinCos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector1024<double> Sin, Vector1024<double> Cos) SinCos(Vector1024<double> x)
    {
        (Vector512<double> lowerSin, Vector512<double> lowerCos) = SinCos(x.Lower);
        (Vector512<double> upperSin, Vector512<double> upperCos) = SinCos(x.Upper);
        return (new(lowerSin, upperSin), new(lowerCos, upperCos));
    }

    /// <inheritdoc cref="SinCos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector1024<float> Sin, Vector1024<float> Cos) SinCos(Vector1024<float> x)
    {
        (Vector512<float> lowerSin, Vector512<float> lowerCos) = SinCos(x.Lower);
        (Vector512<float> upperSin, Vector512<float> upperCos) = SinCos(x.Upper);
        return (new(lowerSin, upperSin), new(lowerCos, upperCos));
    }
}
