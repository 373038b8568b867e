using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// What a primitive gives for literals, exactly as .NET evaluates it at run time: each float operation rounds to its type, integers wrap.
/// Null where that is not certain on the machine that compiles: elementary functions, conversions out of range, what throws.
/// </summary>
internal static class ConstantFolding
{
    public static Constant? Fold(Primitive op, IrType type, IReadOnlyList<Operand> arguments)
    {
        if (type is not ScalarType result || arguments.Count == 0 || !arguments.All(a => a is Constant)) return null;
        Constant x = (Constant)arguments[0];
        if (op.Notation == Notation.Checked) return FoldChecked(op, result, arguments);
        if (op.Equals(Primitive.Convert)) return Convert(x, result);
        Constant y = arguments.Count > 1 ? (Constant)arguments[1] : x;
        if (x.Scalar.IsComplex) return FoldComplex(op, result, x, y);
        if (!IsKnown(x.Scalar)) return null;
        if (op.IsComparison) return x.Scalar == y.Scalar ? Compare(op, x, y) : null;
        if (x.Scalar != result) return null;
        if (result.IsFloat) return FoldFloat(op, x.AsDouble, y.AsDouble, result);
        if (result.Kind == ScalarKind.Boolean) return FoldBoolean(op, x.IsTrue, y.IsTrue);
        bool computes = result.Kind is ScalarKind.Int32 or ScalarKind.UInt32 or ScalarKind.Int64 or ScalarKind.UInt64;
        return computes ? FoldInteger(op, x.Bits, y.Bits, result) : null;
    }

    // Half is wider in the compiler than at run time, complex numbers are no literals, and of a type parameter nothing is known.
    private static bool IsKnown(ScalarType type) => type.Kind is not (ScalarKind.Half or ScalarKind.Parameter) && !type.IsComplex;

    /// <summary>True if each value of one type is a value of the other.</summary>
    public static bool IsLossless(IrType from, IrType to) => (from, to) switch
    {
        (ScalarType f, ScalarType t) when f == t => true,
        (ScalarType f, ScalarType t) when f.IsFloat => f.Kind == ScalarKind.Single && t.Kind == ScalarKind.Double,
        (ScalarType f, ScalarType t) when f.IsInteger && t.Kind is ScalarKind.Single or ScalarKind.Double => f.Width <= t.Width / 2,
        (ScalarType f, ScalarType { IsNative: true } t) => f.IsInteger && (f.IsSigned ? t.IsSigned && f.Width <= 32 : f.Width < 32 || !t.IsSigned && f.Width == 32),
        (ScalarType f, ScalarType t) when f.IsInteger && t.IsInteger => f.IsSigned
            ? t.IsSigned && f.Width < t.Width
            : f.Width < t.Width || (!t.IsSigned && f.Width == t.Width),
        _ => false,
    };

    // Where nothing is lost for sure.
    private static Constant? FoldChecked(Primitive op, ScalarType result, IReadOnlyList<Operand> arguments)
    {
        Constant x = (Constant)arguments[0];
        if (op.Equals(Primitive.ConvertChecked)) return Convert(x, result) is { } converted && converted.AsDouble == Math.Truncate(x.AsDouble) && Math.Abs(x.AsDouble) < 1L << 53 ? converted : null;
        return result.Width <= 32 && Fold(op.InUnchecked, IrType.Int64, [.. arguments.Select(a => Constant.Of(((Constant)a).Bits, IrType.Int64))]) is { } exact && Wrap(exact.Bits, result) is var wrapped && wrapped.Bits == exact.Bits ? wrapped : null;
    }

    // The product, sum and quotient of two floats, computed in double and rounded once more, are the correctly rounded ones (53 ≥ 2·24 + 2).
    private static Constant? FoldFloat(Primitive op, double x, double y, ScalarType type) => op.Name switch
    {
        "Add" => Round(x + y, type),
        "Subtract" => Round(x - y, type),
        "Multiply" => Round(x * y, type),
        "Divide" => Round(x / y, type),
        "Remainder" => Round(x % y, type),
        "Negate" => Round(-x, type),
        "Abs" => Round(Math.Abs(x), type),
        "Sqrt" => Round(Math.Sqrt(x), type),
        _ => null,
    };

    // Those whose literals are real: a quotient is computed in another way.
    private static Constant? FoldComplex(Primitive op, ScalarType result, Constant x, Constant y) => x.Scalar != y.Scalar ? null : op.Name switch
    {
        "Equal" or "NotEqual" => Compare(op, x, y),
        "Add" or "Subtract" or "Multiply" or "Negate" when result == x.Scalar => FoldFloat(op, x.AsDouble, y.AsDouble, result),
        _ => null,
    };

    private static Constant? FoldBoolean(Primitive op, bool x, bool y) => op.Name switch
    {
        "And" => Constant.Of(x & y),
        "Or" => Constant.Of(x | y),
        "Xor" => Constant.Of(x ^ y),
        "Not" => Constant.Of(!x),
        _ => null,
    };

    private static Constant? FoldInteger(Primitive op, long x, long y, ScalarType type)
    {
        bool signed = type.IsSigned;
        int shift = (int)y & (type.Width - 1);
        bool divides = y != 0 && !(signed && y == -1);
        return op.Name switch
        {
            "Add" => Wrap(unchecked(x + y), type),
            "Subtract" => Wrap(unchecked(x - y), type),
            "Multiply" => Wrap(unchecked(x * y), type),
            "Divide" when divides => Wrap(signed ? x / y : unchecked((long)((ulong)x / (ulong)y)), type),
            "Remainder" when divides => Wrap(signed ? x % y : unchecked((long)((ulong)x % (ulong)y)), type),
            "Negate" => Wrap(unchecked(-x), type),
            "Complement" => Wrap(~x, type),
            "And" => Wrap(x & y, type),
            "Or" => Wrap(x | y, type),
            "Xor" => Wrap(x ^ y, type),
            "ShiftLeft" => Wrap(x << shift, type),
            "ShiftRight" => Wrap(signed ? x >> shift : unchecked((long)((ulong)x >> shift)), type),
            _ => null,
        };
    }

    private static Constant Compare(Primitive op, Constant x, Constant y)
    {
        if (x.Scalar.IsFloat)
        {
            double a = x.AsDouble, b = y.AsDouble;
            return Constant.Of(op.Symbol switch { "==" => a == b, "!=" => a != b, "<" => a < b, "<=" => a <= b, ">" => a > b, _ => a >= b });
        }
        int order = x.Scalar.Kind == ScalarKind.UInt64 ? unchecked((ulong)x.Bits).CompareTo(unchecked((ulong)y.Bits)) : x.Bits.CompareTo(y.Bits);
        return Constant.Of(op.Symbol switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        });
    }

    private static Constant? Convert(Constant x, ScalarType to)
    {
        if (x.Scalar == to) return x;
        if (x.Scalar.Kind == ScalarKind.Boolean || to.Kind == ScalarKind.Boolean || !IsKnown(x.Scalar)) return null;
        // The literal of such a type is the conversion, at run time.
        if (!IsKnown(to)) return x.Scalar.IsFloat || Math.Abs(x.AsDouble) <= 1L << 53 ? Constant.Of(x.AsDouble, to) : null;
        // A literal of such a type is one of 32 bits.
        if (to.IsNative && !(x.Scalar.IsInteger && (to.IsSigned ? x.Bits == (int)x.Bits : x.Bits == (uint)x.Bits))) return null;
        if (x.Scalar.IsInteger && to.IsInteger) return Wrap(x.Bits, to);
        double value = x.AsDouble;
        if (x.Scalar.IsFloat && to.IsFloat) return Round(value, to);
        if (to.IsFloat)
        {
            // Beyond the digits of the type the way of rounding would have to be the target machine's.
            double exact = to.Kind == ScalarKind.Single ? 1 << 24 : 1L << 53;
            return Math.Abs(value) <= exact ? Constant.Of(value, to) : null;
        }
        double whole = Math.Truncate(value);
        if (to.Kind == ScalarKind.UInt64 && whole < 0) return null;
        return Math.Abs(whole) < 1L << 53 && Wrap((long)whole, to) is { } wrapped && wrapped.Bits == (long)whole ? wrapped : null;
    }

    private static Constant Round(double value, ScalarType type) => Constant.Of(type.Kind is ScalarKind.Single or ScalarKind.Complex64 ? (float)value : value, type);

    private static Constant Wrap(long bits, ScalarType type) => Constant.Of(
        unchecked(type.Kind switch
        {
            ScalarKind.SByte => (sbyte)bits,
            ScalarKind.Byte => (byte)bits,
            ScalarKind.Int16 => (short)bits,
            ScalarKind.UInt16 => (ushort)bits,
            ScalarKind.Char => (char)bits,
            ScalarKind.Int32 => (int)bits,
            ScalarKind.UInt32 => (uint)bits,
            _ => bits,
        }),
        type);
}
