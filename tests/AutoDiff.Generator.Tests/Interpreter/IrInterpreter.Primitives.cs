using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>The primitives on boxed numbers, each in the arithmetic of its own type.</summary>
internal sealed partial class IrInterpreter
{
    private static readonly ConcurrentDictionary<(Primitive Op, Type Number, Type LastOperand), MethodInfo> Functions = new();

    private static object Literal(Constant constant) => constant.Scalar.Kind switch
    {
        ScalarKind.Boolean => constant.IsTrue,
        ScalarKind.Double or ScalarKind.Single => Number(constant.AsDouble, constant.Scalar),
        _ => FromInteger(constant.Bits, constant.Scalar),
    };

    private static object Number(double value, IrType type) => type == IrType.Single ? (object)(float)value : value;

    private static object Sum(object? a, object? b) => a is float single ? (object)(single + (float)b!) : (double)a! + (double)b!;

    /// <summary>The primitive on boxed operands: the result is boxed in its own type.</summary>
    public static object? Apply(Let let, object?[] x)
    {
        Primitive op = let.Op;
        switch (op.Notation)
        {
            case Notation.Conditional: return (bool)x[0]! ? x[1] : x[2];
            case Notation.Cast: return Converted(x[0], let.Result.Type);
            case Notation.Math when op == Primitive.Stop: return x[0];
            case Notation.Number when op.Equals(Primitive.Guard): return Convert.ToDouble(x[0], System.Globalization.CultureInfo.InvariantCulture) == 0 ? Number(0, let.Result.Type) : x[2];
            case Notation.Math or Notation.Number: return Call(op, let, x);
            case Notation.Prefix when op.Equals(Primitive.IsNull): return x[0] is null;
            case Notation.Prefix or Notation.Infix: break;
            default: throw new UnreachableException();
        }
        return x[0] switch
        {
            double a => Floats(op.Symbol, a, x.Length > 1 ? (double)x[1]! : null),
            float a => Floats(op.Symbol, a, x.Length > 1 ? (float)x[1]! : null),
            bool a => Booleans(op.Symbol, a, x.Length > 1 && (bool)x[1]!),
            { } a when let.Arguments[0].Type is ScalarType { Kind: var kind } => Integers(op.Symbol, ToInteger(a), x.Length > 1 ? ToInteger(x[1]!) : null, kind, let.Result.Type),
            var a => op.Symbol == "==" ? Equals(a, x[1]) : op.Symbol == "!=" ? !Equals(a, x[1]) : throw new NotSupportedException(op.Name),
        };
    }

    // On float, each operation is rounded to float: C# does as well.
    private static object Floats<T>(string symbol, T a, T? b)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => (symbol, b) switch
        {
            ("-", null) => -a,
            ("+", { } y) => a + y,
            ("-", { } y) => a - y,
            ("*", { } y) => a * y,
            ("/", { } y) => a / y,
            ("%", { } y) => a % y,
            ("==", { } y) => a == y,
            ("!=", { } y) => a != y,
            ("<", { } y) => a < y,
            ("<=", { } y) => a <= y,
            (">", { } y) => a > y,
            (">=", { } y) => a >= y,
            _ => throw new NotSupportedException(symbol),
        };

    private static object Booleans(string symbol, bool a, bool b) => symbol switch
    {
        "!" => !a,
        "&" => a & b,
        "|" => a | b,
        "^" or "!=" => a ^ b,
        "==" => a == b,
        _ => throw new NotSupportedException(symbol),
    };

    private static object Integers(string symbol, Int128 a, Int128? b, ScalarKind kind, IrType result)
    {
        Int128 y = b ?? 0;
        bool isWide = kind is ScalarKind.Int64 or ScalarKind.UInt64;
        int shift = (int)(y & (isWide ? 63 : 31));
        return symbol switch
        {
            "==" => a == y,
            "!=" => a != y,
            "<" => a < y,
            "<=" => a <= y,
            ">" => a > y,
            ">=" => a >= y,
            _ => FromInteger(
                symbol switch
                {
                    "-" when b is null => -a,
                    "~" => ~a,
                    "+" => a + y,
                    "-" => a - y,
                    "*" => a * y,
                    "/" or "%" when y == -1 && (a == int.MinValue && !isWide || a == long.MinValue) => throw new OverflowException(),
                    "/" => a / y,
                    "%" => a % y,
                    "&" => a & y,
                    "|" => a | y,
                    "^" => a ^ y,
                    "<<" => a << shift,
                    ">>" => a >> shift,
                    ">>>" => (isWide ? (Int128)unchecked((ulong)a) : unchecked((uint)a)) >> shift,
                    _ => throw new NotSupportedException(symbol),
                },
                result),
        };
    }

    private static Int128 ToInteger(object boxed) => boxed switch
    {
        int x => x,
        long x => x,
        sbyte x => x,
        byte x => x,
        short x => x,
        ushort x => x,
        uint x => x,
        ulong x => x,
        char x => x,
        _ => throw new NotSupportedException(boxed.GetType().Name),
    };

    private static object FromInteger(Int128 x, IrType type) => unchecked(((ScalarType)type).Kind switch
    {
        ScalarKind.Int32 => (int)x,
        ScalarKind.Int64 => (long)x,
        ScalarKind.SByte => (sbyte)x,
        ScalarKind.Byte => (byte)x,
        ScalarKind.Int16 => (short)x,
        ScalarKind.UInt16 => (ushort)x,
        ScalarKind.UInt32 => (uint)x,
        ScalarKind.UInt64 => (ulong)x,
        ScalarKind.Char => (object)(char)x,
        _ => throw new UnreachableException(),
    });

    private static object? Converted(object? x, IrType type) => (x, type) switch
    {
        (not null, OpaqueType { CSharpName: var name }) when Type.GetType(name.Replace("global::", "")) is { IsEnum: true } named => Enum.ToObject(named, x),
        (_, not ScalarType) => x,
        (Enum e, _) => Converted(Convert.ChangeType(e, e.GetTypeCode(), null), type),
        (float f, _) => type == IrType.Single ? f : FromDouble(f, type),
        (double d, _) => FromDouble(d, type),
        (bool b, _) => b,
        (ulong u, _) when type.IsFloat => type == IrType.Single ? (object)(float)u : (double)u,
        (null, _) => throw new NullReferenceException(),
        _ when type == IrType.Double => (double)(long)ToInteger(x),
        _ when type == IrType.Single => (float)(long)ToInteger(x),
        _ => FromInteger(ToInteger(x), type),
    };

    private static object FromDouble(double x, IrType type) => unchecked(((ScalarType)type).Kind switch
    {
        ScalarKind.Double => x,
        ScalarKind.Single => (float)x,
        ScalarKind.Int32 => (int)x,
        ScalarKind.Int64 => (long)x,
        ScalarKind.SByte => (sbyte)x,
        ScalarKind.Byte => (byte)x,
        ScalarKind.Int16 => (short)x,
        ScalarKind.UInt16 => (ushort)x,
        ScalarKind.UInt32 => (uint)x,
        ScalarKind.UInt64 => (ulong)x,
        ScalarKind.Char => (object)(char)x,
        _ => throw new UnreachableException(),
    });

    private static object? Call(Primitive op, Let let, object?[] x)
    {
        Type number = x.Select(a => a!.GetType()).FirstOrDefault(t => t == typeof(double) || t == typeof(float)) ?? x[0]!.GetType();
        MethodInfo method = Functions.GetOrAdd((op, number, x[^1]!.GetType()), _ => Function(op, number, [.. x.Select(a => a!.GetType())]));
        return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, x, null);
    }

    // The very method that the emitted text calls.
    private static MethodInfo Function(Primitive op, Type number, Type[] types)
    {
        Type owner = op.Notation == Notation.Number ? number : number == typeof(float) && typeof(MathF).GetMethod(op.Symbol, types) is not null ? typeof(MathF) : typeof(Math);
        return owner.GetMethod(op.Symbol, types) ?? throw new NotSupportedException($"{owner.Name}.{op.Symbol}");
    }
}
