using System.Diagnostics;
using System.Globalization;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Constants as C# literals that give back the very bits.</summary>
internal static class Literal
{
    /// <summary>
    /// True if the literal may be written without what gives it its type (<c>2</c> for a double) where the surroundings convert it implicitly.
    /// </summary>
    public static bool HasBareForm(Constant constant) => constant.Scalar.Kind switch
    {
        ScalarKind.Single or ScalarKind.Double or ScalarKind.Complex or ScalarKind.Complex64 => IsSmallInteger(constant),
        ScalarKind.Int64 or ScalarKind.NInt => constant.Bits is > int.MinValue and <= int.MaxValue,
        ScalarKind.SByte or ScalarKind.Byte or ScalarKind.Int16 or ScalarKind.UInt16 => true,
        _ => false,
    };

    public static bool IsNegative(Constant constant) => constant.Scalar.Kind is not (ScalarKind.UInt64 or ScalarKind.NUInt or ScalarKind.Boolean) && constant.Bits < 0 && !double.IsNaN(constant.AsDouble);

    /// <summary>The constant with the other sign, or null where there is none.</summary>
    public static Constant? Negated(Constant constant) => constant.Scalar.Kind switch
    {
        ScalarKind.Half or ScalarKind.Single or ScalarKind.Double or ScalarKind.Complex or ScalarKind.Complex64 or ScalarKind.Parameter => constant with { Bits = constant.Bits ^ long.MinValue },
        ScalarKind.Int32 when constant.Bits != int.MinValue => constant with { Bits = -constant.Bits },
        ScalarKind.Int64 when constant.Bits != long.MinValue => constant with { Bits = -constant.Bits },
        _ => null,
    };

    /// <summary>True if the literal is written as a cast.</summary>
    public static bool IsCast(Constant constant) => constant.Scalar.IsNative || (constant.Scalar.Kind == ScalarKind.Half || constant.Scalar.IsComplex) && Named(constant, "") is null;

    /// <param name="constant">What is written.</param>
    /// <param name="bare">True where the surroundings give it its type.</param>
    /// <param name="type">How its type is written here; in full if null.</param>
    public static string Write(Constant constant, bool bare, string? type = null)
    {
        if (bare && HasBareForm(constant)) return ((long)constant.AsDouble).ToString(CultureInfo.InvariantCulture);
        if (constant.Scalar.Kind is ScalarKind.Half or ScalarKind.Parameter || constant.Scalar.IsComplex) return OfNumberType(constant, type ?? constant.Scalar.ToString());
        string digits = constant.Bits.ToString(CultureInfo.InvariantCulture);
        return constant.Scalar.Kind switch
        {
            ScalarKind.Boolean => constant.IsTrue ? "true" : "false",
            ScalarKind.SByte or ScalarKind.Byte or ScalarKind.Int16 or ScalarKind.UInt16 or ScalarKind.NInt or ScalarKind.NUInt => constant.Bits < 0 ? $"({constant.Scalar})({digits})" : $"({constant.Scalar}){digits}",
            ScalarKind.Int32 => constant.Bits == int.MinValue ? "int.MinValue" : constant.Bits == int.MaxValue ? "int.MaxValue" : digits,
            ScalarKind.UInt32 => digits + "u",
            ScalarKind.Int64 => constant.Bits == long.MinValue ? "long.MinValue" : constant.Bits == long.MaxValue ? "long.MaxValue" : digits + "L",
            ScalarKind.UInt64 => ((ulong)constant.Bits).ToString(CultureInfo.InvariantCulture) + "UL",
            ScalarKind.Char => Character((char)constant.Bits),
            ScalarKind.Single => Single((float)constant.AsDouble),
            ScalarKind.Double => Double(constant.AsDouble),
            _ => throw new UnreachableException(constant.Scalar.ToString()),
        };
    }

    // Half has no literals, and neither have complex numbers and type parameters.
    private static string OfNumberType(Constant constant, string type)
    {
        if (Named(constant, type) is { } name) return name;
        if (IsNegative(constant)) return "-" + OfNumberType(Negated(constant)!, type);
        string number = Write(Constant.Of(constant.AsDouble, constant.Scalar.Kind == ScalarKind.Complex64 ? IrType.Single : IrType.Double), IsSmallInteger(constant));
        return constant.Scalar.Kind == ScalarKind.Parameter ? $"{type}.CreateChecked({number})" : $"({type}){number}";
    }

    private static string? Named(Constant constant, string type)
    {
        string? name = constant switch
        {
            { IsZero: true } => "Zero",
            { IsOne: true } => "One",
            { Scalar.IsComplex: true } => null,
            { AsDouble: Math.PI } when IsIn("IFloatingPointConstants") => "Pi",
            { AsDouble: Math.E } when IsIn("IFloatingPointConstants") => "E",
            { AsDouble: 2 * Math.PI } when IsIn("IFloatingPointConstants") => "Tau",
            { AsDouble: double.NaN } when IsIn("IFloatingPointIeee754") => "NaN",
            { AsDouble: double.PositiveInfinity } when IsIn("IFloatingPointIeee754") => "PositiveInfinity",
            { AsDouble: double.NegativeInfinity } when IsIn("IFloatingPointIeee754") => "NegativeInfinity",
            _ => null,
        };
        return name is null ? null : $"{type}.{name}";

        bool IsIn(string type) => constant.Scalar is not TypeParameterType parameter || parameter.Interfaces.Contains(type);
    }

    /// <summary>An integer that <c>float</c> and <c>double</c> hold exactly, negative zero excluded.</summary>
    private static bool IsSmallInteger(Constant constant)
    {
        double value = constant.AsDouble;
        return Math.Abs(value) < 1e7 && value == Math.Floor(value) && constant.Bits != long.MinValue;
    }

    private static string Double(double value)
    {
        if (Special("double", value) is { } special) return special;
        if (value == Math.PI) return "Math.PI";
        if (value == Math.E) return "Math.E";
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        // .NET Framework's "R" is not always exact.
        if (BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)) != BitConverter.DoubleToInt64Bits(value) && value != 0)
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        if (value == 0) return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0.0" : "0.0";
        if (text.IndexOfAny(['.', 'E']) >= 0) return Exponent(text);
        int digits = text.TrimEnd('0').Length;
        return text.Length - digits >= 5 ? $"{text.Substring(0, digits)}e{text.Length - digits}" : text + ".0";
    }

    private static string Single(float value)
    {
        if (Special("float", value) is { } special) return special;
        if (value == 0) return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0f" : "0f";
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (float.Parse(text, CultureInfo.InvariantCulture) != value) text = value.ToString("G9", CultureInfo.InvariantCulture);
        return Exponent(text) + "f";
    }

    private static string? Special(string type, double value) =>
        double.IsNaN(value) ? type + ".NaN" : double.IsPositiveInfinity(value) ? type + ".PositiveInfinity" : double.IsNegativeInfinity(value) ? type + ".NegativeInfinity" : null;

    /// <summary><c>1E-05</c> as <c>1e-5</c>.</summary>
    private static string Exponent(string text)
    {
        int e = text.IndexOf('E');
        return e < 0 ? text : text.Substring(0, e) + "e" + int.Parse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    private static string Character(char c) => c switch
    {
        '\'' => "'\\''",
        '\\' => "'\\\\'",
        >= ' ' and <= '~' => $"'{c}'",
        _ => $"'\\u{(int)c:x4}'",
    };
}
