using System.Globalization;
using System.Numerics;

namespace AutoDiff;

/// <content>What generic code over numbers asks for, answered as <see cref="Complex"/> answers it.</content>
public readonly partial record struct Complex64 : INumberBase<Complex64>, ISignedNumber<Complex64>
{
    static Complex64 ISignedNumber<Complex64>.NegativeOne => new(-1, 0);

    static int INumberBase<Complex64>.Radix => 2;

    static Complex64 IAdditiveIdentity<Complex64, Complex64>.AdditiveIdentity => Zero;

    static Complex64 IMultiplicativeIdentity<Complex64, Complex64>.MultiplicativeIdentity => One;

    /// <summary>Whether both parts are finite.</summary>
    /// <param name="value">A number.</param>
    /// <returns>Whether they are.</returns>
    public static bool IsFinite(Complex64 value) => float.IsFinite(value.Real) && float.IsFinite(value.Imaginary);

    /// <summary>Whether a part is infinite.</summary>
    /// <param name="value">A number.</param>
    /// <returns>Whether one is.</returns>
    public static bool IsInfinity(Complex64 value) => float.IsInfinity(value.Real) || float.IsInfinity(value.Imaginary);

    /// <summary>Whether a part is not a number, and none infinite.</summary>
    /// <param name="value">A number.</param>
    /// <returns>Whether that is so.</returns>
    public static bool IsNaN(Complex64 value) => !IsInfinity(value) && !IsFinite(value);

    /// <inheritdoc/>
    public static Complex64 Parse(string s, NumberStyles style, IFormatProvider? provider) => (Complex64)Complex.Parse(s, style, provider);

    /// <inheritdoc/>
    public static Complex64 Parse(string s, IFormatProvider? provider) => (Complex64)Complex.Parse(s, provider);

    /// <inheritdoc/>
    public static Complex64 Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => (Complex64)Complex.Parse(s, style, provider);

    /// <inheritdoc/>
    public static Complex64 Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => (Complex64)Complex.Parse(s, provider);

    /// <inheritdoc/>
    public static bool TryParse(string? s, NumberStyles style, IFormatProvider? provider, out Complex64 result) => TryParse(s.AsSpan(), style, provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out Complex64 result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Complex64 result) => TryParse(s, NumberStyles.Float | NumberStyles.AllowThousands, provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Complex64 result)
    {
        bool parsed = Complex.TryParse(s, style, provider, out Complex value);
        result = (Complex64)value;
        return parsed;
    }

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ((Complex)this).TryFormat(destination, out charsWritten, format, provider);

    static Complex64 INumberBase<Complex64>.Abs(Complex64 value) => Abs(value);

    static bool INumberBase<Complex64>.IsCanonical(Complex64 value) => true;

    static bool INumberBase<Complex64>.IsComplexNumber(Complex64 value) => value.Real != 0 && value.Imaginary != 0;

    static bool INumberBase<Complex64>.IsEvenInteger(Complex64 value) => value.Imaginary == 0 && float.IsEvenInteger(value.Real);

    static bool INumberBase<Complex64>.IsImaginaryNumber(Complex64 value) => value.Real == 0 && float.IsRealNumber(value.Imaginary);

    static bool INumberBase<Complex64>.IsInteger(Complex64 value) => value.Imaginary == 0 && float.IsInteger(value.Real);

    static bool INumberBase<Complex64>.IsNegative(Complex64 value) => value.Imaginary == 0 && float.IsNegative(value.Real);

    static bool INumberBase<Complex64>.IsNegativeInfinity(Complex64 value) => value.Imaginary == 0 && float.IsNegativeInfinity(value.Real);

    static bool INumberBase<Complex64>.IsNormal(Complex64 value) =>
        float.IsNormal(value.Real) ? value.Imaginary == 0 || float.IsNormal(value.Imaginary) : value.Real == 0 && float.IsNormal(value.Imaginary);

    static bool INumberBase<Complex64>.IsOddInteger(Complex64 value) => value.Imaginary == 0 && float.IsOddInteger(value.Real);

    static bool INumberBase<Complex64>.IsPositive(Complex64 value) => value.Imaginary == 0 && float.IsPositive(value.Real);

    static bool INumberBase<Complex64>.IsPositiveInfinity(Complex64 value) => value.Imaginary == 0 && float.IsPositiveInfinity(value.Real);

    static bool INumberBase<Complex64>.IsRealNumber(Complex64 value) => value.Imaginary == 0 && float.IsRealNumber(value.Real);

    static bool INumberBase<Complex64>.IsSubnormal(Complex64 value) => float.IsSubnormal(value.Real) || float.IsSubnormal(value.Imaginary);

    static bool INumberBase<Complex64>.IsZero(Complex64 value) => value.Real == 0 && value.Imaginary == 0;

    static Complex64 INumberBase<Complex64>.MaxMagnitude(Complex64 x, Complex64 y) => (Complex64)Complex.MaxMagnitude(x, y);

    static Complex64 INumberBase<Complex64>.MaxMagnitudeNumber(Complex64 x, Complex64 y) => float.IsNaN(x.Magnitude) ? y : float.IsNaN(y.Magnitude) ? x : (Complex64)Complex.MaxMagnitude(x, y);

    static Complex64 INumberBase<Complex64>.MinMagnitude(Complex64 x, Complex64 y) => (Complex64)Complex.MinMagnitude(x, y);

    static Complex64 INumberBase<Complex64>.MinMagnitudeNumber(Complex64 x, Complex64 y) => float.IsNaN(x.Magnitude) ? y : float.IsNaN(y.Magnitude) ? x : (Complex64)Complex.MinMagnitude(x, y);

    static bool INumberBase<Complex64>.TryConvertFromChecked<TOther>(TOther value, out Complex64 result) => From(value, float.CreateChecked, out result);

    static bool INumberBase<Complex64>.TryConvertFromSaturating<TOther>(TOther value, out Complex64 result) => From(value, float.CreateSaturating, out result);

    static bool INumberBase<Complex64>.TryConvertFromTruncating<TOther>(TOther value, out Complex64 result) => From(value, float.CreateTruncating, out result);

    static bool INumberBase<Complex64>.TryConvertToChecked<TOther>(Complex64 value, out TOther result)
    {
        result = TOther.CreateChecked((Complex)value);
        return true;
    }

    static bool INumberBase<Complex64>.TryConvertToSaturating<TOther>(Complex64 value, out TOther result)
    {
        result = TOther.CreateSaturating((Complex)value);
        return true;
    }

    static bool INumberBase<Complex64>.TryConvertToTruncating<TOther>(Complex64 value, out TOther result)
    {
        result = TOther.CreateTruncating((Complex)value);
        return true;
    }

    private static bool From<TOther>(TOther value, Func<TOther, float> real, out Complex64 result)
        where TOther : INumberBase<TOther>
    {
        result = typeof(TOther) == typeof(Complex) ? (Complex64)(Complex)(object)value : new(real(value), 0);
        return true;
    }
}
